import type { SeededRandom } from '@pingjia/shared/testing';
import type { PadFamily, PressFrame } from '../pad-driver.ts';

/** One family under fuzz: what its pads say, and who says independently what of it is a press. */
export interface FuzzTarget {
  readonly family: PadFamily;
  /** Streams are cut anywhere; messages arrive whole. */
  readonly kind: 'stream' | 'messages';
  /** Something sound that a pad says. */
  readonly frame: (random: SeededRandom) => Uint8Array;
  /** A sound press: after any noise it must be heard. */
  readonly press: (random: SeededRandom) => Uint8Array;
  /** Pieces of sound frames, to glue almost sound ones from. */
  readonly words: readonly string[];
  /** The presses in a stream or message by a parser that shares nothing with the driver, each as `describe` writes it. */
  readonly reference: (bytes: Uint8Array) => readonly string[];
  readonly describe: (press: PressFrame) => string;
  /** The driver's options. */
  readonly options?: Readonly<Record<string, string>>;
  /** In place of the usual mix, for families whose transport never cuts what it carries. */
  readonly piece?: (random: SeededRandom) => Uint8Array;
  /** For drivers that filter bouncing and held keys: what they tell is part of what the reference says, in order. */
  readonly filter?: {
    /** Lets go of all keys before the silence. */
    readonly release: Uint8Array;
    /** Milliseconds between deliveries. */
    readonly pace: number;
  };
}
