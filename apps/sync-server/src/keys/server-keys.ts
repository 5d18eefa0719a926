import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createSealer } from '@pingjia/shared/seal';
import { loadOrCreate } from '../platform/private-file.ts';
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
  const secret = loadOrCreate(join(folder, 'nonce.secret'), () => randomBytes(32).toString('base64url'));
  finishRotation(folder);
  const chain = loadKeyChain(folder);
  const signing = loadSigningKey(folder, undefined, chain.earlier);
  return {
    signing,
    sealing: loadSealingKeys(folder, await createSealer(), signing),
    nonceSecret: Buffer.from(secret, 'base64url'),
    revocations: loadRevocationLog(folder),
    deviceKeys: loadDeviceKeyLog(folder),
    usedCodes: loadUsedCodeLog(folder),
    chain,
    erasures: loadErasureLog(folder),
  };
}
