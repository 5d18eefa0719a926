import { z } from 'zod';

/** Source of identifiers and of the randomness that spreads retries. Production: the operating system's generator. */
export interface RandomSource {
  /** A random UUID (version 4): never derived from a clock or a machine. */
  uuid(): string;
  /** Uniform in [0, 1). */
  fraction(): number;
}

export const uuidSchema = z.guid().toLowerCase();
