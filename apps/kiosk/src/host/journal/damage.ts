import { z } from 'zod';

/**
 * unreadable: bytes that are no frame · missing: numbers that were left out · altered: the successor names another hash ·
 * misplaced: a record that does not belong there · header: a file without its own beginning.
 */
export const damageKinds = ['unreadable', 'missing', 'altered', 'misplaced', 'header'] as const;

/** Something in an epoch's files that the journal did not write there. */
export const damageSchema = z.object({
  kind: z.enum(damageKinds),
  /** The first record that is affected. */
  seq: z.int(),
  segment: z.int(),
  /** Byte in that file where it was noticed. */
  offset: z.int(),
});
export type Damage = z.infer<typeof damageSchema>;

/** Found places that are listed singly; a file of garbage has millions. */
export const maxDamages = 100;
