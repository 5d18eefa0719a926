import { createPublicKey, sign } from 'node:crypto';
import type { RandomSource, SignedStatement } from '@pingjia/shared';
import { exportPublicKey, verifyEd25519 } from '@pingjia/sync-server/keys/ed25519';
import type { ServerKeys } from '@pingjia/sync-server/keys/server-keys';
import { seededKey } from './seeded-key.ts';

/** The server's key folder in memory: it outlives processes and databases. */
export function createSimulatedKeys(random: RandomSource): ServerKeys {
  const privateKey = seededKey(random);
  const publicKey = createPublicKey(privateKey);
  const keyId = 'simulated-server';
  const revoked = new Map<string, number>();
  const signing: ServerKeys['signing'] = {
    keyId,
    publicKey: exportPublicKey(publicKey),
    sign(value): SignedStatement {
      const statement = JSON.stringify(value);
      return { statement, signature: sign(null, Buffer.from(statement), privateKey).toString('base64url'), keyId };
    },
    verify: (signed) =>
      verifyEd25519(publicKey, Buffer.from(signed.statement), Buffer.from(signed.signature, 'base64url')),
  };
  return {
    signing,
    sealing: {
      keyId: 'simulated-sealing',
      current: signing.sign({ purpose: 'sealing-key', keyId: 'simulated-sealing', publicKey: signing.publicKey }),
      open: () => null,
      has: () => false,
    },
    nonceSecret: Buffer.from('simulated nonce secret, 32 bytes'),
    revocations: {
      has: (deviceId, keyNumber) => keyNumber <= (revoked.get(deviceId) ?? 0),
      append: (deviceId, keyNumber) => void revoked.set(deviceId, keyNumber),
    },
    deviceKeys: { newest: () => null, append: () => undefined },
    usedCodes: { usedByOther: () => false, append: () => undefined },
    erasures: { has: () => false, append: () => undefined, all: [] },
    chain: { after: () => [], earlier: () => null },
  };
}
