import type { ToldRecord } from './told-records.ts';

/** Which runs of hosts came before which, by their names: those of an epoch before those of the epochs that follow it. */
export function runOrder(told: readonly ToldRecord[]): ReadonlyMap<string, number> {
  const previous = new Map<string, string>();
  for (const { epoch, type, data } of told) {
    const before = data['previous'] as { readonly epoch: string } | null | undefined;
    if (type === 'epoch-begun' && before != null) previous.set(epoch, before.epoch);
  }
  const depthOf = (epoch: string | undefined): number => (epoch === undefined ? 0 : 1 + depthOf(previous.get(epoch)));
  const inOrder = told.toSorted((a, b) => depthOf(a.epoch) - depthOf(b.epoch) || a.seq - b.seq);
  return new Map([...new Set(inOrder.map(({ boot }) => boot))].map((boot, order) => [boot, order]));
}
