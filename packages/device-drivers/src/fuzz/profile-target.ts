import type { SeededRandom } from '@pingjia/shared/testing';
import { createLayout } from '../profile/layout.ts';
import { createMessageEncoder } from '../profile/message-encoder.ts';
import { fitLabels } from '../profile/fit-label.ts';
import { createProfileFamily } from '../profile/profile-family.ts';
import type { MessageSpec, Profile } from '../profile/profile-schema.ts';
import type { FuzzTarget } from './fuzz-target.ts';

/** A profile's pads under fuzz. `keys`: its reference parser; `words`: pieces of its frames. */
export function createProfileTarget(
  profile: Profile,
  keys: (stream: Uint8Array) => readonly number[],
  words: readonly string[],
): FuzzTarget {
  const encode = createMessageEncoder(profile.messages, createLayout(profile.framing));
  const press = profile.messages.find((spec) => spec.means === 'press');
  // Time stands still within a block: by time no report can be told from the next.
  const family = createProfileFamily({ ...profile, timeouts: { ...profile.timeouts, repeat: 0 } });

  function frameOf(spec: MessageSpec | undefined, random: SeededRandom, address: number): Uint8Array {
    const labels = { serial: '0A0B0C', firmware: '1.0', boot: '0A0B' };
    const fields = { key: random.below(256), address, sequence: random.below(256), ...labels };
    const frame = spec === undefined ? null : encode(spec, { ...fields, ...fitLabels(spec, labels) });
    return frame ?? new Uint8Array();
  }

  return {
    family,
    kind: 'stream',
    frame(random) {
      const anything = profile.messages[random.below(profile.messages.length)];
      return frameOf(random.below(2) === 0 ? press : anything, random, 1 + random.below(2));
    },
    press: (random) => frameOf(press, random, profile.address?.default ?? 1),
    words,
    reference: (bytes) => keys(bytes).map(String),
    describe: ({ key }) => String(key),
  };
}
