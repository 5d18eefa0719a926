import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { join } from 'node:path';
import type { ServerKey, SignedStatement } from '@pingjia/shared';
import { loadOrCreate } from '../platform/private-file.ts';
import { exportPublicKey, verifyEd25519 } from './ed25519.ts';

/** The server's Ed25519 key: receipts and enrollment certificates are signed with it. Lives outside the database. */
export interface SigningKey extends ServerKey {
  /** Signs `value` as the JSON text that travels. */
  sign(value: unknown): SignedStatement;
  verify(signed: SignedStatement): boolean;
}

export function loadSigningKey(folder: string): SigningKey {
  const pem = loadOrCreate(join(folder, 'signing.pem'), () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  const raw = exportPublicKey(publicKey);
  const keyId = createHash('sha256').update(Buffer.from(raw, 'base64url')).digest('base64url').slice(0, 16);
  return {
    keyId,
    publicKey: raw,
    sign(value) {
      const statement = JSON.stringify(value);
      return { statement, signature: sign(null, Buffer.from(statement), privateKey).toString('base64url'), keyId };
    },
    verify(signed) {
      const signature = Buffer.from(signed.signature, 'base64url');
      return signed.keyId === keyId && verifyEd25519(publicKey, Buffer.from(signed.statement), signature);
    },
  };
}
