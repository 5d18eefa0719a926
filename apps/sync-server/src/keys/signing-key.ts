import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { loadOrCreate } from '@pingjia/node-platform';
import type { ServerKey, SignedStatement } from '@pingjia/shared';
import { exportPublicKey, importPublicKey, nameKey, signStatement, verifyEd25519 } from './ed25519.ts';

/** The server's Ed25519 key: receipts and enrollment certificates are signed with it. Lives outside the database. */
export interface SigningKey extends ServerKey {
  /** Signs `value` as the JSON text that travels. */
  sign(value: unknown): SignedStatement;
  verify(signed: SignedStatement): boolean;
}

/** The key in `file`, made if there is none; it verifies what `earlier` keys signed, too. */
export function loadSigningKey(
  folder: string,
  file = 'signing.pem',
  earlier: (keyId: string) => ServerKey | null = () => null,
): SigningKey {
  const pem = loadOrCreate(join(folder, file), () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  const raw = exportPublicKey(publicKey);
  const keyId = nameKey(raw);
  return {
    keyId,
    publicKey: raw,
    sign: (value) => signStatement(value, privateKey, keyId),
    verify(signed) {
      const signature = Buffer.from(signed.signature, 'base64url');
      const other = signed.keyId === keyId ? null : earlier(signed.keyId);
      const key = signed.keyId === keyId ? publicKey : importPublicKey(other?.publicKey ?? '');
      return key !== null && verifyEd25519(key, Buffer.from(signed.statement), signature);
    },
  };
}
