import type { KeyMap } from '@pingjia/device-drivers';
import { err, type Fault, ok, type PadReport, type Result } from '@pingjia/shared';
import type { KeyMapStore, LearntKeys } from '../provisioning/key-map-store.ts';

/** What the keys of this host's pads mean: what was learnt, else what the family's document fixes, else nothing. */
export class PadKeys {
  readonly #store: KeyMapStore;
  #learnt: ReadonlyMap<string, LearntKeys> = new Map();
  #fault: Fault | null = null;

  constructor(store: KeyMapStore) {
    this.#store = store;
  }

  /** Why the learnt maps cannot be read. */
  get fault(): Fault | null {
    return this.#fault;
  }

  async load(): Promise<void> {
    const loaded = await this.#store.load();
    this.#fault = loaded.ok ? null : loaded.error;
    this.#learnt = new Map(Object.entries((loaded.ok && loaded.value) || {}));
  }

  /** `documented`: what the family fixes, null if nothing. */
  of(padId: string | null, documented: KeyMap | null): PadReport['keys'] {
    const own = padId === null ? undefined : this.#learnt.get(padId);
    if (own !== undefined) return { state: 'learnt', map: own.map, learntAt: own.learntAt };
    // A document may have been overruled for this very pad: what cannot be known is never a grade.
    const doubtful = this.#fault !== null || (padId !== null && this.#mayBeOverruled(padId));
    if (documented === null || doubtful) return { state: 'missing', map: null, learntAt: null };
    return { state: 'documented', map: documented, learntAt: null };
  }

  /** Durable once settled; before that nothing changes. Errors: those of the disk. */
  async learn(padId: string, keys: LearntKeys): Promise<Result<void>> {
    if (this.#fault !== null) return err(this.#fault);
    const next = new Map(this.#learnt).set(padId, keys);
    const saved = await this.#store.save(Object.fromEntries(next));
    if (!saved.ok) return saved;
    this.#learnt = next;
    return ok();
  }

  /** Whether a pad that has not said who it is may be one whose keys were learnt under its number. */
  #mayBeOverruled(padId: string): boolean {
    const [, profile, unit] = /^([^:]*):unknown:(.*)$/s.exec(padId) ?? [];
    if (profile === undefined || unit === undefined) return false;
    return [...this.#learnt.keys()].some((known) => known.startsWith(`${profile}:`) && known.endsWith(`:${unit}`));
  }
}
