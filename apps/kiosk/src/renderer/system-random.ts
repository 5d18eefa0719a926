import type { RandomSource } from '@pingjia/shared';

/** The operating system's generator, by way of Web Crypto. */
export const systemRandom: RandomSource = {
  uuid: () => crypto.randomUUID(),
  fraction() {
    const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
    return word / 0x1_0000_0000;
  },
};
