import { createWriteStream } from 'node:fs';
import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Host } from '@pingjia/kiosk/host';
import { stickFolder } from '@pingjia/kiosk/host/bundle/stick-folder';
import pino from 'pino';
import { type County, eventually } from '../harness/county.ts';
import { evaluate, startHost } from '../harness/with-host.ts';
import { TightDisk } from './tight-disk.ts';
import type { PlantedValue } from './values.ts';

export interface Planted {
  readonly taken: number;
  readonly refused: number;
  /** Remarks that the server holds, sealed. */
  readonly held: number;
}

/** How long the server may take over all of them, milliseconds. */
const patience = 600_000;

/** Starts of the host in one run. */
const lives = 5;

/**
 * Leaves every value on an evaluation of a real host, through restarts, a disk that fills up in the middle, damaged files
 * and an export to a stick; some values are such that the host must refuse them. Ends when the server has what it can have.
 */
export async function plant(county: County, folder: string, values: readonly PlantedValue[]): Promise<Planted> {
  const disk = new TightDisk();
  const data = join(folder, 'pad');
  const stick = join(folder, 'stick');
  const logs = join(folder, 'logs');
  for (const made of [stick, logs]) await mkdir(made, { recursive: true });
  const log = pino({ level: 'trace' }, createWriteStream(join(logs, 'host.log'), { flags: 'a' }));
  const live = () => startHost(data, { fs: disk, log });
  let host = await live();
  const enrolled = await host.enroll(county.serverUrl, await county.enrollmentCode());
  if (!enrolled.ok) throw new Error(enrolled.error.code);
  let [taken, refused] = [0, 0];
  for (const [n, value] of values.entries()) {
    if (n > 0 && n % Math.ceil(values.length / lives) === 0) {
      await damage(data, n);
      await host.stop();
      host = await live();
    }
    await evaluate(host, n, 1);
    disk.isFull = n % 10 === 7;
    // A number that is none must leave no trace either.
    const phone = n % 10 === 3 ? `${value.phone}x` : value.phone;
    const left = await host.remarks.leave({ phone, comment: value.comment });
    disk.isFull = false;
    if (left.ok) taken += 1;
    else refused += 1;
    if (left.ok === (n % 10 === 3 || n % 10 === 7)) throw new Error(`value ${n}: ${JSON.stringify(left)}`);
    if (n === values.length >> 1) await toStick(host, stick);
  }
  await toStick(host, stick);
  // What was damaged before it was sent cannot arrive.
  const held = await eventually(
    () => heldAt(county, host.status().device),
    (found) => found >= taken - 2 * lives,
    patience,
  );
  await host.stop();
  await new Promise((flushed) => log.flush(flushed));
  return { taken, refused, held };
}

/** Evaluations of a device whose remark the server holds. */
async function heldAt(county: County, device: string | null): Promise<number> {
  const items = await county.evaluations();
  return items.filter(({ deviceId, remark }) => deviceId === device && remark?.state === 'held').length;
}

/** Spoils one sealed file and cuts another. */
async function damage(data: string, n: number): Promise<void> {
  const folder = join(data, 'attachments');
  const [first, second] = (await readdir(folder)).filter((name) => !name.includes('.')).slice(n % 3);
  if (first !== undefined) await truncate(join(folder, first), 100);
  if (second !== undefined) await writeFile(join(folder, second), Buffer.alloc(304, n));
}

async function toStick(host: Host, stick: string): Promise<void> {
  const desk = host.bundles;
  if (!desk.ok) throw new Error(desk.error.code);
  const exported = await desk.value.export(stickFolder(stick), 'all');
  if (!exported.ok || exported.value.name === null) throw new Error(`no bundle: ${JSON.stringify(exported)}`);
}
