import { z } from 'zod';

/** What the server prints as a line of JSON once it listens. */
export const serverReadySchema = z.object({ ready: z.literal(true), url: z.string() });

/** Of what the seeding of a county prints: its windows. */
export const seededSchema = z.object({
  windows: z.array(z.object({ siteId: z.string(), windowId: z.string() })).min(1),
});
export type SeededWindow = z.infer<typeof seededSchema>['windows'][number];

/** What the browser shell prints, one line of JSON an event. A link opens the screen, once. */
export const kioskEventSchema = z.union([
  z.object({ event: z.literal('ready'), link: z.string(), origin: z.string(), device: z.string().nullable() }),
  z.object({ event: z.literal('link'), link: z.string() }),
  z.object({ event: z.literal('failed'), code: z.string() }),
]);
export type KioskEvent = z.infer<typeof kioskEventSchema>;
