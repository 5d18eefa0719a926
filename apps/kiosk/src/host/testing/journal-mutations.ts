import { nodeSha256 } from '@pingjia/node-platform';
import { encodeRecord, type RecordEnvelope } from '@pingjia/shared';
import type { SeededRandom } from '@pingjia/shared/testing';
import { encodeRecordFrame } from '../journal/frame.ts';
import { framesOf } from './rot.ts';
import type { SimulatedDisk } from './simulated-disk.ts';
import type { TamperedPad } from './tampered-pad.ts';

type Placed = TamperedPad['frames'][number];

/** One way to falsify a journal at or below its last receipt, done on `disk`. */
export interface Mutation {
  readonly name: string;
  /** The forger rewrote everything behind, so that only the receipt contradicts: the record that changed cannot be named here. */
  readonly rewrites?: true;
  readonly apply: (pad: TamperedPad, disk: SimulatedDisk, random: SeededRandom) => void;
}

const pick = <T>(list: readonly T[], random: SeededRandom): T => list[random.below(list.length)] as T;

function write(disk: SimulatedDisk, { path, offset }: Placed, bytes: Uint8Array): void {
  disk.alter(path, (file) => {
    file.set(bytes.subarray(0, file.length - offset), offset);
    return file;
  });
}

const bytesOf = (disk: SimulatedDisk, { path, offset, size }: Placed) =>
  disk.bytesOf(path).subarray(offset, offset + size);

/** The frame's records changed by `change`, with a sound checksum. */
function forge(frame: Placed, change: (record: RecordEnvelope) => RecordEnvelope): Uint8Array {
  return encodeRecordFrame(
    frame.parts.map((part) => encodeRecord(change(JSON.parse(Buffer.from(part).toString()) as RecordEnvelope))),
  );
}

export const mutations: readonly Mutation[] = [
  {
    name: 'flip a bit',
    apply(pad, disk, random) {
      const frame = pick(pad.frames, random);
      const bytes = Buffer.from(bytesOf(disk, frame));
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
      write(disk, frame, bytes);
    },
  },
  {
    name: 'overwrite a stretch',
    apply(pad, disk, random) {
      const frame = pick(pad.frames, random);
      const bytes = Buffer.from(bytesOf(disk, frame));
      const from = random.below(bytes.length);
      const value = random.below(256);
      const before = Buffer.from(bytes);
      bytes.fill(value, from, Math.min(bytes.length, from + 1 + random.below(64)));
      if (bytes.equals(before)) bytes[from] = (bytes[from] ?? 0) ^ 0xff;
      write(disk, frame, bytes);
    },
  },
  {
    name: 'drop a frame and close the gap',
    apply(pad, disk, random) {
      const { path, offset, size } = pick(pad.frames, random);
      disk.alter(path, (file) =>
        Buffer.concat([file.subarray(0, offset), file.subarray(offset + size), Buffer.alloc(size)]),
      );
    },
  },
  {
    name: 'zero a frame',
    apply(pad, disk, random) {
      const frame = pick(pad.frames, random);
      write(disk, frame, Buffer.alloc(frame.size));
    },
  },
  {
    name: 'swap two frames',
    apply(pad, disk, random) {
      const one = pick(pad.frames, random);
      const twins = pad.frames.filter(
        ({ size, seq, epoch }) => size === one.size && (seq !== one.seq || epoch !== one.epoch),
      );
      const other = pick(twins.length > 0 ? twins : pad.frames.filter((frame) => frame !== one), random);
      const [a, b] = [Buffer.from(bytesOf(disk, one)), Buffer.from(bytesOf(disk, other))];
      write(disk, one, b);
      write(disk, other, a);
    },
  },
  {
    name: 'truncate at a frame',
    apply(pad, disk, random) {
      const { path, offset, epoch } = pick(pad.frames, random);
      disk.alter(path, (file) => file.fill(0, offset));
      for (const later of disk.paths)
        if (later.includes(epoch) && later > path && /\d{6}\.seg$/.test(later)) disk.alter(later, () => null);
    },
  },
  {
    name: 'delete a file',
    apply(pad, disk, random) {
      disk.alter(pick(pad.frames, random).path, () => null);
    },
  },
  {
    name: 'splice a frame of another pad',
    apply(pad, disk, random) {
      const frame = pick(pad.frames, random);
      const foreign = pick(pad.foreign, random);
      write(disk, frame, encodeRecordFrame(foreign.parts));
    },
  },
  {
    name: 'splice a record of another pad under this one’s name',
    apply(pad, disk, random) {
      const frame = pick(pad.frames, random);
      // Not its first record, which is longer than a press and would cover what follows here.
      const foreign = pick(pad.foreign.slice(1), random);
      const { data } = JSON.parse(Buffer.from(foreign.parts[0] ?? []).toString()) as RecordEnvelope;
      write(
        disk,
        frame,
        forge(frame, (record) => ({ ...record, data, type: 'spliced' })),
      );
    },
  },
  {
    name: 'change a record with a sound checksum',
    apply(pad, disk, random) {
      const frame = pick(pad.frames, random);
      const earlier = 1 + random.below(1_000);
      write(
        disk,
        frame,
        forge(frame, (record) => ({ ...record, wall: record.wall - earlier })),
      );
    },
  },
  {
    name: 'change a record and rewrite everything behind it',
    rewrites: true,
    apply(pad, disk, random) {
      const target = pick(pad.frames, random);
      let prev: RecordEnvelope['prev'] | null = null;
      for (const frame of framesOf(disk, pad.folder, target.epoch)) {
        if (frame.path < target.path || (frame.path === target.path && frame.offset < target.offset)) continue;
        const parts = frame.parts.map((part) => {
          const record = JSON.parse(Buffer.from(part).toString()) as RecordEnvelope;
          const wall = record.wall + (prev === null ? 1 : 0);
          const bytes = encodeRecord({ ...record, wall, prev: prev ?? record.prev });
          prev = nodeSha256(bytes);
          return bytes;
        });
        write(disk, { ...frame, epoch: target.epoch, seq: 0 }, encodeRecordFrame(parts));
      }
    },
  },
  {
    name: 'roll the folder back',
    apply(pad, disk) {
      for (const path of disk.paths) disk.alter(path, () => null);
      for (const path of pad.older.paths) disk.alter(path, () => pad.older.bytesOf(path));
    },
  },
  {
    name: 'delete an epoch',
    apply(pad, disk, random) {
      const epoch = pick(pad.epochs, random);
      for (const path of disk.paths) if (path.includes(epoch)) disk.alter(path, () => null);
    },
  },
];
