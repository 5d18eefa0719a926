export type FaultyCall = 'write' | 'sync' | 'create' | 'read';

/** Calls that fail, and how, for so many times or until taken out again. */
export class DiskFaults {
  readonly #failing = new Map<FaultyCall, { readonly code: string; left: number }>();

  set(call: FaultyCall, code: string, times = Number.POSITIVE_INFINITY): void {
    this.#failing.set(call, { code, left: times });
  }

  clear(): void {
    this.#failing.clear();
  }

  /** What this call fails with; null where it does not. It has failed then. */
  take(call: FaultyCall): Error | null {
    const found = this.#failing.get(call);
    if (found === undefined || found.left <= 0) return null;
    found.left -= 1;
    return failure(found.code);
  }
}

export function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
