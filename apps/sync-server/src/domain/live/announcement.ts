import { parseJson, uuidSchema } from '@pingjia/shared';
import { z } from 'zod';
import type { LiveEvent } from './live-events.ts';

const announcementSchema = z.object({
  origin: z.string(),
  events: z.array(z.object({ kind: z.enum(['accepted', 'device']), deviceId: uuidSchema })),
});

/** The events of another server's announcement; none of our own, nor of what is no announcement. */
export function foreignEvents(payload: string, ownOrigin: string): readonly LiveEvent[] {
  const parsed = announcementSchema.safeParse(parseJson(payload));
  return parsed.success && parsed.data.origin !== ownOrigin ? parsed.data.events : [];
}
