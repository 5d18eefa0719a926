import { followUpOptionSchema } from '@pingjia/shared';

/** Most codes that one press may carry. */
export const maxDetails = 20;

const codeSchema = followUpOptionSchema.shape.code;

/** Those of the texts that can be codes of follow-up options, each once. Whatever else a pad tells beside a key is not kept. */
export function detailCodes(candidates: readonly unknown[]): readonly string[] {
  const codes = new Set<string>();
  for (const candidate of candidates) {
    if (codes.size === maxDetails) break;
    const parsed = codeSchema.safeParse(typeof candidate === 'number' ? String(candidate) : candidate);
    if (parsed.success) codes.add(parsed.data);
  }
  return [...codes];
}
