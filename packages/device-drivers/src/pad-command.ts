/** Phrases that pads may have recorded; a pad that speaks any text says them in its own words. */
export const phrases = ['welcome', 'please-evaluate', 'thanks', 'paused'] as const;
export type Phrase = (typeof phrases)[number];

export const ledModes = ['off', 'on', 'blink'] as const;
export type LedMode = (typeof ledModes)[number];

/** What a host may want a pad to do. A pad does what its capabilities name; the rest goes nowhere. */
export type PadCommand =
  /** Greets the next citizen; also the way back from `thank`. */
  | { readonly type: 'welcome' }
  /** Shows that an evaluation is awaited for so many seconds; 0: no longer. */
  | { readonly type: 'arm'; readonly seconds: number }
  | { readonly type: 'thank' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Who serves here; null: nobody. `number` is the number on the badge. */
  | { readonly type: 'staff'; readonly staff: { readonly number: string; readonly name: string } | null }
  | { readonly type: 'led'; readonly key: number; readonly mode: LedMode }
  | { readonly type: 'say'; readonly phrase: Phrase }
  /** Any text, spoken. */
  | { readonly type: 'speak'; readonly text: string }
  /** Any text, shown. */
  | { readonly type: 'notice'; readonly text: string }
  /** The ticket that was called, and for which service. */
  | { readonly type: 'ticket'; readonly number: string; readonly service: string }
  /** Local wall time, as the citizen reads it. */
  | { readonly type: 'clock'; readonly at: LocalTime }
  /** Disarms and puts the lights out. */
  | { readonly type: 'reset' };

export interface LocalTime {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export type PadCommandType = PadCommand['type'];
