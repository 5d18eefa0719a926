import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFamilyFinder, families, type PadFamily } from '@pingjia/device-drivers';
import {
  createMemoryLine,
  createPadSimulator,
  type MemoryLine,
  type PadSimulator,
  type SimulatedPad,
  type SimulatedPadOptions,
} from '@pingjia/device-drivers/testing';
import { err, fault, ok, type PadAddress, parsePadAddresses } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';
import { PadDesk } from '../../src/host/pads/pad-desk.ts';
import type { PadScene } from '../../src/host/pads/pad-scene.ts';
import { inShort } from './toy-family.ts';
import { createSession, type RuleChanges, type SessionBench } from './with-session.ts';

export interface PadsOptions {
  /** Addresses such as `memory:a?profile=toy`; the line of a place is made when it is first named. */
  readonly pads: readonly string[];
  readonly families?: readonly PadFamily[];
  readonly rules?: RuleChanges;
  readonly folder?: string;
  readonly details?: readonly string[];
}

/** The far end of one pad's line. */
export interface PadEnd {
  readonly line: MemoryLine;
  /** Commands in short, of toy families. */
  readonly heard: string[];
  /** Takes the bytes of the host from now on. */
  listen(hear: (bytes: Uint8Array) => void): void;
  unplug(): void;
  plug(): void;
  /** Sends a message of a toy family. */
  say(message: string): Promise<void>;
}

export interface PadsWorld extends SessionBench {
  readonly desk: PadDesk;
  readonly folder: string;
  /** What pads show beside the session; change it and call `desk.show()`. */
  readonly scene: { staff: PadScene['staff']; service: string };
  end(path: string): PadEnd;
  /** A pingjia-line pad at the place, plugged in. */
  simulate(path: string, serialNumber: string): Promise<PadSimulator>;
  /** A simulated pad of any family at the place, plugged in. */
  attach<P extends SimulatedPad>(path: string, create: (options: SimulatedPadOptions) => P): Promise<P>;
}

/** Pads on lines in memory, a session on a clock that moves when told, and a data folder on the real disk. */
export async function withPads(options: PadsOptions, run: (world: PadsWorld) => Promise<void>): Promise<void> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'pingjia-pads-')));
  const bench = createSession(options.rules, undefined, () => desk.show());
  const { session, clock, records } = bench;
  const lines = new Map<string, PadEnd>();
  const scene: PadsWorld['scene'] = { staff: null, service: '' };
  const random = new SeededRandom(4);
  const end = (path: string): PadEnd => {
    const known = lines.get(path) ?? makeEnd();
    lines.set(path, known);
    return known;
  };
  let refusing = false;
  const desk: PadDesk = new PadDesk({
    pads: addresses(options.pads),
    openTransport: ({ path }) => ok(end(path).line.a),
    familyOf: createFamilyFinder([...families, ...(options.families ?? [])]),
    clock,
    random,
    session,
    fs: nodeFileSystem,
    folder,
    append: async (drafts) => {
      if (refusing) return err(fault('JOURNAL_FULL'));
      records.push(...drafts);
      return ok();
    },
    scene: () => ({ view: session.view(), ...scene }),
    detailsOf: (grade) => (grade === 'dissatisfied' ? (options.details ?? []) : []),
    onStatus: () => {},
    onLearning: () => {},
  });
  const world: PadsWorld = {
    ...bench,
    desk,
    folder,
    scene,
    end,
    refuse(found) {
      refusing = found !== null;
      bench.refuse(found);
    },
    simulate: (path, serialNumber) => world.attach(path, (wire) => createPadSimulator({ ...wire, serialNumber })),
    async attach(path, create) {
      const { line, listen } = end(path);
      const pad = create({ clock, random, send: (bytes) => void line.b.write(bytes) });
      listen((bytes) => pad.receive(bytes));
      pad.plug();
      await clock.advanceAsync(10_000);
      return pad;
    },
  };
  try {
    await desk.start();
    await clock.advanceAsync(0);
    await run(world);
  } finally {
    await desk.stop();
    await session.stop();
    if (options.folder === undefined) await rm(folder, { recursive: true });
  }
}

function makeEnd(): PadEnd {
  const line = createMemoryLine();
  const heard: string[] = [];
  let hear = (bytes: Uint8Array): void => {
    const text = Buffer.from(bytes).toString('utf8');
    if (text.startsWith('{')) heard.push(inShort(text));
  };
  const plug = (): void => {
    line.mend();
    void line.b.open({ data: (bytes) => hear(bytes), closed: () => {} });
  };
  plug();
  return {
    line,
    heard,
    listen(next) {
      hear = next;
    },
    unplug: () => line.cut(),
    plug,
    say: async (message) => {
      await line.b.write(Buffer.from(message));
    },
  };
}

function addresses(texts: readonly string[]): readonly PadAddress[] {
  const parsed = parsePadAddresses(texts);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value;
}
