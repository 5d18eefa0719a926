import { type ComparedJournal, wordOf } from '@pingjia/kiosk/host/bundle/other-branch';
import { type BundleReceiptFile, type Receipt, receiptFileOf } from '@pingjia/shared';
import { bundleText } from '../model/bundle-text.ts';
import { heldText } from '../model/held-presses.ts';
import { journalFrames } from '../model/journal-frames.ts';
import type { Station } from '../station/station.ts';
import type { Act } from './history.ts';
import type { World } from './world.ts';

/** Exports to the stick and pulls it. What the pad calls whole must be, with everything that it then had to give. */
export async function exportToStick(
  world: World,
  station: Station,
  { scope, pulledAfter, room }: Extract<Act, { act: 'export' }>,
): Promise<void> {
  const { stick, server } = world;
  const { host, process } = station;
  if (host === null || process === null || !host.bundles.ok) return;
  stick.plug(pulledAfter, room);
  const owed = presses(world, station);
  const held = heldText(server.tables);
  const exporting = host.bundles.value.export(stick.useBy(process), scope);
  const done = await Promise.race([exporting, process.died.then(() => null)]);
  stick.pull();
  world.tell(`station ${station.number}: ${done === null ? 'dies over the export' : tellOf(done)}`);
  if (done?.ok !== true) return;
  const { name } = done.value;
  const text = name === null ? '' : openOnStick(world, name);
  if (text === null) return world.fail(`${name} was called whole, and is not`);
  for (const press of owed) {
    // Destroyed while it was being written.
    if (!world.book.promised.has(press)) continue;
    // What a receipt covers is not exported again, whatever became of the server since.
    if (scope === 'unsent' && (held.includes(press) || world.isServerRestored)) continue;
    if (!text.includes(press)) world.fail(`${press} of station ${station.number} is not on the stick`);
  }
}

/** The server takes in everything on the stick, whole or not; its receipts go onto the stick. */
export async function carryToServer(world: World, times: number): Promise<void> {
  const { stick, server } = world;
  for (const [name, bundle] of [...stick.files].filter(([file]) => /\.pjb(\.part)?$/.test(file))) {
    for (let n = 0; n < times; n += 1) {
      const report = await server.takeBundle(bundle);
      world.tell(`${name} at the server: ${report === null ? 'no answer' : report.ok ? 'taken' : report.error.code}`);
      if (report?.ok !== true) continue;
      stick.put(`${report.value.bundle}.pjr`, Buffer.from(JSON.stringify(receiptFileOf(report.value))));
    }
  }
}

/** The pad is given every receipt on the stick, those of other pads too. */
export async function carryBack(world: World, station: Station): Promise<void> {
  const { host } = station;
  if (host === null || !host.bundles.ok) return;
  for (const [name, content] of [...world.stick.files].filter(([file]) => file.endsWith('.pjr'))) {
    const file = JSON.parse(content.toString('utf8')) as BundleReceiptFile;
    if (world.bug === 'refuses-branches' && (await isOfOtherBranch(host.journal, file))) continue;
    const taken = await host.bundles.value.takeReceipts(content.toString('utf8'));
    const came = taken.ok ? `${taken.value.epochs} epochs, ${taken.value.branches} left` : taken.error.code;
    world.tell(`station ${station.number}: receipts ${name}: ${came}`);
    const { device } = file;
    if (taken.ok && device !== host.status().device)
      world.fail(`station ${station.number} took another pad's receipts`);
  }
}

async function isOfOtherBranch(
  journal: ComparedJournal,
  { receipts, branches = [] }: BundleReceiptFile,
): Promise<boolean> {
  for (const { statement } of [...receipts, ...branches]) {
    const { epoch, watermark } = JSON.parse(statement) as Receipt;
    const word = await wordOf(journal, epoch, watermark);
    if (word.ok && word.value === 'other') return true;
  }
  return false;
}

function presses({ book }: World, { disk, number }: Station): readonly string[] {
  const text = journalFrames(disk)
    .map((frame) => frame.text)
    .join('\n');
  return [...book.promised].filter(([name, own]) => own === number && text.includes(name)).map(([name]) => name);
}

function openOnStick({ stick, server }: World, name: string): string | null {
  const bundle = stick.files.get(name);
  return bundle === undefined ? null : bundleText(bundle, (keyId, sealed) => server.keys.open(keyId, sealed));
}

function tellOf(
  done: { readonly ok: true; readonly value: { readonly records: number } } | { ok: false; error: { code: string } },
): string {
  return done.ok ? `exported ${done.value.records}` : done.error.code;
}
