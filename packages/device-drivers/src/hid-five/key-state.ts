import type { KeyReport } from './report.ts';

export interface KeyEdge {
  readonly key: number;
  readonly down: boolean;
}

/** Which keys are down, over all reports of a device. */
export interface KeyState {
  /** What a report changes: releases first, each in the order of the keys' numbers. */
  take(report: KeyReport): readonly KeyEdge[];
}

export function createKeyState(): KeyState {
  const byReport = new Map<number, ReadonlySet<number>>();
  const isDown = (key: number): boolean => [...byReport.values()].some((down) => down.has(key));

  return {
    take({ reportId, down }) {
      const before = byReport.get(reportId) ?? new Set<number>();
      const concerned = [...new Set([...before, ...down])].sort((a, b) => a - b);
      const was = new Map(concerned.map((key) => [key, isDown(key)]));
      byReport.set(reportId, new Set(down));
      const edges = concerned.filter((key) => was.get(key) !== isDown(key)).map((key) => ({ key, down: isDown(key) }));
      return [...edges.filter(({ down }) => !down), ...edges.filter(({ down }) => down)];
    },
  };
}
