import { z } from 'zod';

/** Record `host-started`: a boot of the device host. */
export const hostStartedSchema = z.object({
  software: z.string().max(60),
  platform: z.string().max(120),
  /** Whether the run before ended with `host-stopped`; null on the very first. */
  previousStop: z.enum(['clean', 'crash']).nullable(),
});
export type HostStarted = z.infer<typeof hostStartedSchema>;

/** Record `host-stopped`: a clean end. */
export const hostStoppedSchema = z.object({ reason: z.enum(['requested', 'update', 'shutdown']) });
export type HostStopped = z.infer<typeof hostStoppedSchema>;

/** Record `clock-stepped`: the wall clock moved against the monotonic one; neither is corrected. */
export const clockSteppedSchema = z.object({
  /** New wall clock minus the expected one, milliseconds. */
  by: z.number(),
});
export type ClockStepped = z.infer<typeof clockSteppedSchema>;
