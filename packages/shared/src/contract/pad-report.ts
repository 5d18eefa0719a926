import { z } from 'zod';
import { faultSchema } from './fault-schema.ts';
import { keyMapSchema } from '../model/key-map.ts';

/** Whether a pad's keys mean anything: learnt by pressing each, fixed by its family's document, or not known yet. */
export const keyMapStates = ['learnt', 'documented', 'missing'] as const;
export type KeyMapState = (typeof keyMapStates)[number];

/** One configured button pad as its host sees it. */
export const padReportSchema = z.object({
  /** `<transport>:<path>`: the pad's place, one pad each. */
  address: z.string(),
  profile: z.string(),
  /** `option`: named at the host's start; `provisioned`: kept in the data folder, may be removed. */
  origin: z.enum(['option', 'provisioned']),
  /** `lost`: was found, and is looked for again. */
  state: z.enum(['none', 'searching', 'found', 'lost']),
  /** The pad that answered last; null until one did. */
  padId: z.string().nullable(),
  fault: faultSchema.nullable(),
  /** Malformed frames since the host started. */
  droppedFrames: z.int(),
  /** Sound frames of other pads on the same line, since the host started. */
  ignoredFrames: z.int(),
  /** What the pad can do; null until its port was open once. */
  capabilities: z
    .object({
      leds: z.boolean(),
      voice: z.boolean(),
      screen: z.boolean(),
      cardReader: z.boolean(),
      heartbeat: z.boolean(),
      walkUp: z.boolean(),
      commands: z.array(z.string()),
    })
    .nullable(),
  keys: z.object({
    state: z.enum(keyMapStates),
    map: keyMapSchema.nullable(),
    /** When it was confirmed, by the device's wall clock; null unless learnt. */
    learntAt: z.int().nullable(),
  }),
});
export type PadReport = z.infer<typeof padReportSchema>;
