import { generateKeyPairSync } from 'node:crypto';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { readIfPresent, writePrivateFile } from '@pingjia/node-platform';
import {
  maxKeyLinks,
  parseJson,
  type ServerKey,
  type SignedStatement,
  signedStatementSchema,
  signingKeySchema,
} from '@pingjia/shared';
import { openAppendLog } from './append-log.ts';
import { exportPublicKey, importPublicKey, nameKey, verifyEd25519 } from './ed25519.ts';
import { loadSigningKey } from './signing-key.ts';

/** How the server's signing key came from those before it: each link names a new key and is signed by the one before. */
export interface KeyChain {
  /** The links that lead from the key of that name towards the one of now, the first ones of many; none where it is that one, or is not known. */
  after(keyId: string): readonly SignedStatement[];
  /** A key that signed once. */
  earlier(keyId: string): ServerKey | null;
}

const chainFile = 'signing-keys.log';
const draftFile = 'signing.next.pem';

/** Throws where the file holds a link that its own predecessor did not sign. */
export function loadKeyChain(folder: string): KeyChain {
  const links = openAppendLog(join(folder, chainFile)).lines.flatMap((line) => {
    const signed = signedStatementSchema.safeParse(parseJson(line)).data;
    const link = signingKeySchema.safeParse(parseJson(signed?.statement ?? '')).data;
    // A line torn by a power cut was never shown to anybody.
    return signed === undefined || link === undefined ? [] : [{ signed, link }];
  });
  for (const { signed, link } of links) {
    if (!verifies(link.previous, signed)) throw new Error(`${join(folder, chainFile)} was changed: restore it.`);
  }
  return {
    after(keyId) {
      const at = links.findIndex(({ link }) => link.previous.keyId === keyId);
      return at < 0 ? [] : links.slice(at, at + maxKeyLinks).map(({ signed }) => signed);
    },
    earlier: (keyId) => links.find(({ link }) => link.previous.keyId === keyId)?.link.previous ?? null,
  };
}

/**
 * Makes a new signing key and signs it with the present one; running servers go on with that until they start again.
 * What a run before left half done is finished. Answers the key that counts from the next start on.
 */
export function rotateSigningKey(folder: string): ServerKey {
  const unfinished = finishRotation(folder);
  if (unfinished !== null) return unfinished;
  const present = loadSigningKey(folder);
  const { privateKey, publicKey: made } = generateKeyPairSync('ed25519');
  const publicKey = exportPublicKey(made);
  const keyId = nameKey(publicKey);
  writePrivateFile(join(folder, draftFile), privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const previous: ServerKey = { keyId: present.keyId, publicKey: present.publicKey };
  const link = present.sign({ purpose: 'signing-key', keyId, publicKey, previous });
  openAppendLog(join(folder, chainFile)).append(JSON.stringify(link));
  return finishRotation(folder) ?? previous;
}

/** Takes a key into use that the chain names already; null where there is none. */
export function finishRotation(folder: string): ServerKey | null {
  const draft = readIfPresent(join(folder, draftFile));
  if (draft === null) return null;
  const present = loadSigningKey(folder);
  const link = parseJson(loadKeyChain(folder).after(present.keyId).at(-1)?.statement ?? '');
  const next = signingKeySchema.safeParse(link).data;
  const drafted = loadSigningKey(folder, draftFile);
  // Without its link it was never shown to anybody: the next rotation writes another over it.
  if (next?.keyId !== drafted.keyId) return null;
  renameSync(join(folder, draftFile), join(folder, 'signing.pem'));
  return { keyId: drafted.keyId, publicKey: drafted.publicKey };
}

function verifies({ publicKey }: ServerKey, signed: SignedStatement): boolean {
  const key = importPublicKey(publicKey);
  const signature = Buffer.from(signed.signature, 'base64url');
  return key !== null && verifyEd25519(key, Buffer.from(signed.statement), signature);
}
