import type { BundleReport, ErrorCode } from '@pingjia/shared';
import type { ApiFault } from '../api/api-fault.ts';

/** One file that was chosen, and what became of it. */
export interface BundleImport {
  readonly id: number;
  readonly name: string;
  /** Who chose it. */
  readonly username: string;
  readonly outcome:
    | { readonly state: 'reading' }
    | { readonly state: 'refused'; readonly fault: ApiFault }
    | { readonly state: 'taken'; readonly report: BundleReport };
}

/** Whether everything in the bundle is now on the server. */
export function isWhole({ complete, fault, batches }: BundleReport): boolean {
  return complete && fault === null && batches.every((batch) => batch.fault === null);
}

/** Whether anything of the bundle is on the server, new or not. */
export function isPartial({ accepted, receipts }: BundleReport): boolean {
  return accepted > 0 || receipts.length > 0;
}

/** What a report says went wrong, as words and notices take it. */
export interface BundleFault {
  readonly code: ErrorCode;
  readonly detail?: string;
}

/** The faults of a report, each kind once: many batches usually fail for one reason. */
export function faultsOf({ fault, batches }: BundleReport): readonly BundleFault[] {
  const all = [fault, ...batches.map((batch) => batch.fault)].filter((one) => one !== null);
  const kinds = new Map(all.map(({ code, detail }) => [code, { code, ...(detail !== undefined && { detail }) }]));
  return [...kinds.values()];
}
