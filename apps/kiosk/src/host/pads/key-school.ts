import {
  type Clock,
  err,
  fault,
  type KeyMap,
  type KeyTeacher,
  type LearningStep,
  type LearningView,
  ok,
  type PadPress,
  type PressRefused,
  type RecordDraft,
  type Result,
} from '@pingjia/shared';
import type { HostPad } from './host-pad.ts';
import { KeyLesson } from './key-lesson.ts';
import type { PadKeys } from './pad-keys.ts';

export interface KeySchoolOptions {
  readonly keys: PadKeys;
  readonly clock: Clock;
  readonly append: (drafts: readonly RecordDraft[]) => Promise<Result<unknown>>;
  /** The view may have changed. */
  readonly onChange: () => void;
  /** The pad was asked for keys and knows nothing of the window any more. */
  readonly onDismissed: (pad: HostPad) => void;
}

/** Where pads' keys are learnt, one pad at a time. */
export class KeySchool {
  readonly #options: KeySchoolOptions;
  #lesson: KeyLesson | null = null;
  #last: KeyLesson | null = null;

  constructor(options: KeySchoolOptions) {
    this.#options = options;
  }

  /** Null while no keys are learnt. */
  view(): LearningView | null {
    return this.#lesson?.view() ?? null;
  }

  teaches(pad: HostPad): boolean {
    return this.#lesson?.pad === pad;
  }

  /** Takes the place of a lesson that goes on. Errors: PAD_NOT_FOUND for a pad that is not there, SETUP_DAMAGED. */
  begin(pad: HostPad, by: KeyTeacher): Result<void> {
    const { padId } = pad;
    if (!pad.isFound || padId === null) return err(fault('PAD_NOT_FOUND', pad.place));
    const { clock, keys, onChange, onDismissed } = this.#options;
    if (keys.fault !== null) return err(keys.fault);
    this.#lesson?.end();
    const lesson = new KeyLesson({
      pad,
      padId,
      clock,
      keep: (map) => this.#keep(pad, padId, map, by),
      onChange,
      onEnd: () => {
        this.#lesson = null;
        onDismissed(pad);
        onChange();
      },
    });
    this.#lesson = lesson;
    this.#last = lesson;
    lesson.begin();
    return ok();
  }

  async step(step: LearningStep): Promise<Result<void>> {
    return this.#lesson === null ? err(fault('NOT_FOUND', 'no keys are being learnt')) : this.#lesson.take(step);
  }

  /** The reason under which a press of `pad` is refused; null where it is not being taught. */
  hear(pad: HostPad, source: PadPress): PressRefused['reason'] | null {
    // A press of the last lesson may be on its way to the disk for longer than the lesson took.
    if (this.#lesson?.pad !== pad) return this.#last?.heardAs(source) ?? null;
    return source.padId === this.#lesson.padId ? this.#lesson.hear(source) : 'learning';
  }

  /** A pad is there again; another one at the same place has other keys. */
  found(pad: HostPad, padId: string): void {
    if (this.#lesson?.pad !== pad) return;
    if (this.#lesson.padId === padId) this.#lesson.repeat();
    else this.#lesson.end();
  }

  /** The pad is taken off this host. */
  dismiss(pad: HostPad): void {
    if (this.#lesson?.pad === pad) this.#lesson.end();
  }

  stop(): void {
    this.#lesson?.end();
  }

  /** The journal first: a map that counts is always on record. */
  async #keep(pad: HostPad, padId: string, map: KeyMap, by: KeyTeacher): Promise<Result<void>> {
    const { append, keys, clock } = this.#options;
    const previous = pad.keysOf(padId).map;
    const data = { padId, profile: pad.address.profile, map, previous, by };
    const recorded = await append([{ type: 'key-map-learnt', data }]);
    return recorded.ok ? keys.learn(padId, { map, learntAt: clock.wall(), by }) : recorded;
  }
}
