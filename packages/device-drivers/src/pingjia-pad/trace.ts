import type { PadDriverEvents, PressName } from '../pad-driver.ts';

/** What a driver made of bytes. */
export type Meaning =
  | ({ readonly kind: 'press'; readonly key: number; readonly details?: readonly string[] } & PressName)
  | { readonly kind: 'identified'; readonly firmware: string | null; readonly serialNumber: string | null }
  | { readonly kind: 'rebooted'; readonly boot: string }
  | { readonly kind: 'acknowledged'; readonly command: string }
  | { readonly kind: 'dropped'; readonly reason: string }
  | { readonly kind: 'other-pad' };

/** A driver's events as values. */
export function meaningEvents(tell: (meaning: Meaning) => void): PadDriverEvents {
  return {
    press: (press) => tell({ kind: 'press', ...press }),
    identified: (identity) => tell({ kind: 'identified', ...identity }),
    rebooted: (boot) => tell({ kind: 'rebooted', boot }),
    acknowledged: (command) => tell({ kind: 'acknowledged', command }),
    dropped: (reason) => tell({ kind: 'dropped', reason }),
    ignored: () => tell({ kind: 'other-pad' }),
  };
}

/** In a few words, the same for the same bytes: nothing in it is drawn or timed. */
export function describeMeaning(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'press':
      return `press ${meaning.key}${(meaning.details ?? []).map((code) => ` +${code}`).join('')}`;
    case 'identified':
      return `alive${meaning.serialNumber === null ? '' : ` serial ${meaning.serialNumber}`}${meaning.firmware === null ? '' : ` firmware ${meaning.firmware}`}`;
    case 'rebooted':
      return 'power-on';
    case 'acknowledged':
      return meaning.command;
    case 'dropped':
      return `dropped ${meaning.reason}`;
    case 'other-pad':
      return 'another pad';
  }
}

/** Tells repeats of a press from new ones, by its name; remembers the latest. */
export function createPressMemory(): (press: PressName) => boolean {
  const names = new Set<string>();
  return ({ boot, count }) => {
    const name = `${boot} ${count}`;
    if (names.has(name)) return false;
    names.add(name);
    for (const oldest of names) {
      if (names.size <= 1_000) break;
      names.delete(oldest);
    }
    return true;
  };
}
