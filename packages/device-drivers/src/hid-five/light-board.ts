import type { LedMode } from '../pad-command.ts';
import { writeBits } from './bits.ts';
import type { ReportLayout } from './report-layout.ts';

/** The lights of a pad, and the output reports that set them. */
export interface LightBoard {
  readonly count: number;
  /** The report that sets a light, its identifier first, 0 where there is none; null where there is no such light. Lights are numbered from 1. */
  set(light: number, mode: LedMode): Uint8Array | null;
  /** The reports that put out every light. */
  clear(): readonly Uint8Array[];
}

export function createLightBoard({ lights, outputs }: ReportLayout): LightBoard {
  const reports = new Map<number, Uint8Array>();
  for (const { reportId } of lights) {
    const report = new Uint8Array(1 + Math.ceil((outputs.get(reportId) ?? 0) / 8));
    report[0] = reportId;
    reports.set(reportId, report);
  }
  return {
    count: lights.length,
    set(number, mode) {
      const light = lights[number - 1];
      const report = light && reports.get(light.reportId);
      if (light === undefined || report === undefined) return null;
      writeBits(report.subarray(1), light.bit, light.size, mode === 'off' ? 0 : light.on);
      return report.slice();
    },
    clear() {
      return [...reports.values()].map((report) => {
        report.fill(0, 1);
        return report.slice();
      });
    },
  };
}
