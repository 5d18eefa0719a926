import { z } from 'zod';

/** What a mirror found about itself when it opened: nothing wrong, nothing there, less than it should hold, something else. */
export const mirrorFindings = ['no', 'gone', 'short', 'different'] as const;
export type MirrorFinding = (typeof mirrorFindings)[number];

/** Record `mirror-rebuilt`: the screen's copy of the journal was built anew, and why. */
export const mirrorRebuiltSchema = z.object({
  reason: z.enum(['gone', 'short', 'different']),
  /** Records it holds now. */
  records: z.int().min(0),
});
export type MirrorRebuilt = z.infer<typeof mirrorRebuiltSchema>;
