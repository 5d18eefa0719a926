import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadOrCreate } from '@pingjia/node-platform';
import { createSealer } from '@pingjia/shared/seal';
import { type DeviceKeyLog, loadDeviceKeyLog } from './device-key-log.ts';
import { type ErasureLog, loadErasureLog } from './erasure-log.ts';
import { finishRotation, type KeyChain, loadKeyChain } from './key-chain.ts';
import { loadRevocationLog, type RevocationLog } from './revocation-log.ts';
import { loadSealingKeys, type SealingKeys } from './sealing-keys.ts';
import { loadSigningKey, type SigningKey } from './signing-key.ts';
import { loadUsedCodeLog, type UsedCodeLog } from './used-code-log.ts';

/** What must survive the database: back the folder up apart from it. Servers on one database share its content. */
export interface ServerKeys {
  readonly signing: SigningKey;
  readonly sealing: SealingKeys;
  readonly nonceSecret: Uint8Array;
  readonly revocations: RevocationLog;
  readonly deviceKeys: DeviceKeyLog;
  readonly usedCodes: UsedCodeLog;
  readonly chain: KeyChain;
  readonly erasures: ErasureLog;
}

/** Makes what is missing. */
export async function loadServerKeys(folder: string): Promise<ServerKeys> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  closeToOthers(folder);
  const nonceSecret = loadNonceSecret(join(folder, 'nonce.secret'));
  finishRotation(folder);
  const chain = loadKeyChain(folder);
  const signing = loadSigningKey(folder, undefined, chain.earlier);
  return {
    signing,
    sealing: loadSealingKeys(folder, await createSealer(), signing),
    nonceSecret,
    revocations: loadRevocationLog(folder),
    deviceKeys: loadDeviceKeyLog(folder),
    usedCodes: loadUsedCodeLog(folder),
    chain,
    erasures: loadErasureLog(folder),
  };
}

/** Throws where the file is too short: whoever knew so much of it could make nonces. */
function loadNonceSecret(path: string): Uint8Array {
  const secret = Buffer.from(
    loadOrCreate(path, () => randomBytes(32).toString('base64url')),
    'base64url',
  );
  if (secret.length >= 32) return secret;
  throw new Error(`${path} is damaged. Delete it: a new one is made, and pads take it by themselves.`);
}

/** Files that were copied back from a backup may be anybody's to read. A group's rights stay: servers may share the folder. */
function closeToOthers(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile())) {
    try {
      const path = join(folder, entry.name);
      chmodSync(path, statSync(path).mode & 0o770);
    } catch {
      // Not ours, or mounted read-only: whoever did that decides who reads it.
    }
  }
}
