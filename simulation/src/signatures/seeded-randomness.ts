import nodeCrypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { SeededRandom } from '@pingjia/shared/testing';
import { seededKey } from '../server/seeded-key.ts';

const real = {
  getRandomValues: globalThis.crypto.getRandomValues.bind(globalThis.crypto),
  generateKeyPairSync: nodeCrypto.generateKeyPairSync,
};

/** New keys and sealed boxes of this whole process as a seed decides, until `unseedRandomness`. */
export function seedRandomness(seed: number): void {
  const random = new SeededRandom(seed);
  install(
    <T extends ArrayBufferView>(array: T): T => {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      for (const at of bytes.keys()) bytes[at] = random.below(256);
      return array;
    },
    (() => ({ privateKey: seededKey(random) })) as unknown as typeof real.generateKeyPairSync,
  );
}

export function unseedRandomness(): void {
  install(real.getRandomValues, real.generateKeyPairSync);
}

function install(getRandomValues: unknown, generateKeyPairSync: typeof real.generateKeyPairSync): void {
  Object.defineProperty(globalThis.crypto, 'getRandomValues', { configurable: true, value: getRandomValues });
  Object.assign(nodeCrypto, { generateKeyPairSync });
  syncBuiltinESMExports();
}
