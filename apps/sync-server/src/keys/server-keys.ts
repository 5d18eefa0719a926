import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadOrCreate } from '../platform/private-file.ts';
import { loadRevocationLog, type RevocationLog } from './revocation-log.ts';
import { loadSigningKey, type SigningKey } from './signing-key.ts';

/** What must survive the database: back the folder up apart from it. Servers on one database share its content. */
export interface ServerKeys {
  readonly signing: SigningKey;
  readonly nonceSecret: Uint8Array;
  readonly revocations: RevocationLog;
}

export function loadServerKeys(folder: string): ServerKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secret = loadOrCreate(join(folder, 'nonce.secret'), () => randomBytes(32).toString('base64url'));
  return {
    signing: loadSigningKey(folder),
    nonceSecret: Buffer.from(secret, 'base64url'),
    revocations: loadRevocationLog(folder),
  };
}
