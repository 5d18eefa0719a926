import { join } from 'node:path';
import type { RandomSource } from '@pingjia/shared';
import { serveDisk } from '../disk/nbd-server.ts';
import type { PowerLoss, VolatileDisk } from '../disk/volatile-disk.ts';
import type { GuestImage } from '../image/build-guest-image.ts';
import { connectJsonLines } from '../qemu/json-lines.ts';
import { options, startMachine } from '../qemu/machine.ts';
import type { DiskWord } from './disk-words.ts';
import type { Finding } from './promises.ts';
import type { RunPlan } from './run-plan.ts';

export interface RunOptions {
  readonly image: GuestImage;
  readonly disk: VolatileDisk;
  /** For sockets. */
  readonly folder: string;
  /** Names this run's pad. */
  readonly number: number;
  /** Null: only look what is there. */
  readonly plan: RunPlan | null;
  readonly random: RandomSource;
  /** Whether the guest's file system forgets to sync. */
  readonly forgetful: boolean;
  /** What the disk held at the start. Not told when the power went before that was known. */
  found(finding: Finding): void;
  acknowledged(pad: string, count: number): void;
}

/** Milliseconds in which a guest must have come to its cut, however slow the machine. */
const patience = 300_000;
/** Small, so that a run begins several journal files. */
const segmentBytes = 65_536;

/** Boots the guest on the disk, lets it work and takes its power as planned. Throws when the guest does not come up. */
export async function runUntilCut(run: RunOptions): Promise<PowerLoss> {
  const { image, disk, folder, plan, forgetful } = run;
  const presses = new Map<string, readonly number[]>();
  let counted = 0;
  let writesLeft: number | null = null;
  let cut: () => void = () => undefined;
  let fail: (problem: Error) => void = () => undefined;
  const moment = new Promise<void>((resolve, reject) => {
    cut = resolve;
    fail = reject;
  });

  const socket = join(folder, 'disk');
  const server = await serveDisk(
    {
      ...disk,
      write(offset, bytes) {
        disk.write(offset, bytes);
        if (writesLeft === null) return;
        writesLeft -= 1;
        if (writesLeft > 0) return;
        server.freeze();
        cut();
      },
    },
    socket,
  );
  const machine = startMachine({
    image,
    role: 'disk',
    folder,
    devices: options({
      blockdev: `driver=nbd,node-name=data,server.type=unix,server.path=${socket}`,
      device: 'virtio-blk-pci,drive=data,write-cache=on',
    }),
    words: [
      `run=${run.number}`,
      `depth=${plan?.depth ?? 0}`,
      `segment=${segmentBytes}`,
      `syncs=${forgetful ? 'forgotten' : 'real'}`,
    ],
  });
  const giveUp = (why: string) => fail(new Error(`The guest ${why}. Its console:\n${machine.console().slice(-3_000)}`));
  const timer = setTimeout(() => giveUp(`took longer than ${patience / 1_000} s`), patience);
  void machine.ended.then(() => giveUp('ended by itself'));
  connectJsonLines(machine.agent, (word) => hear(word as unknown as DiskWord), machine.ended).catch(fail);

  function cutSoon(): void {
    writesLeft = plan?.writes ?? null;
    if (writesLeft === null) setTimeout(cut, plan?.pause ?? 0);
  }

  function hear(word: DiskWord): void {
    switch (word.type) {
      case 'mounted':
        if (plan?.during === 'starting') cutSoon();
        return;
      case 'found':
        presses.set(word.pad, word.counts);
        return;
      case 'failed':
        return fail(new Error(`The host does not start: ${word.reason}`));
      case 'audited':
        run.found({ ...word, presses });
        if (plan === null || plan.presses === 0) cutSoon();
        return;
      case 'acknowledged':
        run.acknowledged(word.pad, word.count);
        counted += 1;
        if (counted === plan?.presses) cutSoon();
    }
  }

  try {
    await moment;
    server.freeze();
    return disk.cut(run.random);
  } finally {
    clearTimeout(timer);
    await machine.kill();
    await server.close();
  }
}
