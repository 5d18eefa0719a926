import { z } from 'zod';
import { padIdSchema } from './press-source.ts';

/** Record `pad-found`: a pad answered. */
export const padFoundSchema = z.object({
  padId: padIdSchema,
  profile: z.string().max(60),
  /** Where it was found, such as serial:/dev/ttyUSB0. */
  address: z.string().max(300),
  firmware: z.string().max(60).nullable(),
  serialNumber: z.string().max(60).nullable(),
});
export type PadFound = z.infer<typeof padFoundSchema>;

/** Record `pad-lost`: the pad stopped answering or its port went away. */
export const padLostSchema = z.object({
  padId: padIdSchema,
  reason: z.enum(['silent', 'unplugged', 'port-error', 'closed']),
});
export type PadLost = z.infer<typeof padLostSchema>;
