import type { PressSource } from '@pingjia/shared';

/** The reference beside the system: which presses somebody was thanked for, and what they were promised. */
export class PressBook {
  readonly #acknowledged = new Map<string, number>();
  readonly #excused = new Set<string>();
  readonly #onAcknowledged: (name: string, station: number) => void;

  constructor(onAcknowledged: (name: string, station: number) => void) {
    this.#onAcknowledged = onAcknowledged;
  }

  /** Names of all presses that count on being kept, with their station. */
  get promised(): ReadonlyMap<string, number> {
    return new Map([...this.#acknowledged].filter(([name]) => !this.#excused.has(name)));
  }

  acknowledge(name: string, station: number): void {
    if (this.#acknowledged.has(name)) return;
    this.#acknowledged.set(name, station);
    this.#onAcknowledged(name, station);
  }

  /** Its only copy was destroyed from outside: nobody can promise it any more. */
  excuse(name: string): void {
    this.#excused.add(name);
  }
}

/** A press as its record spells it: what to look for in bytes that nothing has parsed. */
export function nameOfPad(boot: string, count: number): string {
  return `"boot":"${boot}","count":${count},`;
}

export function nameOfTouch(pressId: string): string {
  return `"pressId":"${pressId}"`;
}

export function nameOfSource(source: PressSource): string {
  return source.kind === 'pad' ? nameOfPad(source.boot, source.count) : nameOfTouch(source.pressId);
}
