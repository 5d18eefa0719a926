import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder, nodeSha256 } from '@pingjia/node-platform';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { describe, expect, test } from 'vitest';
import { Journal } from '../host/journal/journal.ts';
import { noMemory } from '../host/journal/journal-memory.ts';
import { nodeFileSystem } from '../host/journal/node-file-system.ts';
import { DeviceKey } from '../host/provisioning/device-key.ts';
import { IdentityStore } from '../host/provisioning/identity-store.ts';
import { runJournalCommand } from './run.ts';

interface Bench {
  readonly folder: string;
  /** The path of the only segment. */
  readonly segment: string;
  run(...args: string[]): Promise<{ code: number; said: string; complained: string }>;
}

/** A pad's folder with a journal of eleven records. */
async function withPadFolder(use: (bench: Bench) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-command-'));
  const random = new SeededRandom(5);
  try {
    const base = { fs: nodeFileSystem, clock: new ManualClock(), random, sha256: nodeSha256, boot: random.uuid() };
    const journal = await Journal.open({ ...base, folder: `${folder}/journal`, segmentBytes: 16_384 }, noMemory);
    for (let by = 1; by <= 10; by += 1) await journal.append([{ type: 'clock-stepped', data: { by } }]);
    await journal.close();
    const [epoch = ''] = await readdir(`${folder}/journal`);
    await use({
      folder,
      segment: join(folder, 'journal', epoch, '000001.seg'),
      async run(...args) {
        const lines: string[] = [];
        const complaints: string[] = [];
        const code = await runJournalCommand(args, random, {
          say: (line) => lines.push(line),
          complain: (line) => complaints.push(line),
        });
        return { code, said: lines.join('\n'), complained: complaints.join('\n') };
      },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function flip(path: string, text: string): Promise<void> {
  const bytes = await readFile(path);
  const at = bytes.indexOf(text);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

describe('pingjia-journal', () => {
  test('JN12: verify says that everything is there, and changes nothing', () =>
    withPadFolder(async ({ folder, segment, run }) => {
      const before = await readFile(segment);
      const { code, said } = await run('verify', folder);
      expect(code).toBe(0);
      expect(said).toContain('records 1 to 11');
      expect(said).toContain('Every record is there and unaltered.');
      expect((await readFile(segment)).equals(before)).toBe(true);
    }));

  test('JN12: verify names the first bad record, the file and the byte, and what it means', () =>
    withPadFolder(async ({ folder, segment, run }) => {
      await flip(segment, '"by":4');
      const { code, said } = await run('verify', folder);
      expect(code).toBe(1);
      expect(said).toMatch(
        /First bad record: epoch \S+, seq 5\n {2}seq 5 \(000001-\S+\/000001\.seg, byte \d+\): bytes/,
      );
      expect(said).toContain('What to do:');
    }));

  test('JN12: garbage instead of a segment is an answer, too', () =>
    withPadFolder(async ({ folder, segment, run }) => {
      await writeFile(segment, Buffer.alloc(50_000, 'PJF1'));
      expect((await run('verify', folder)).code).toBe(1);
      expect((await run('show', folder)).code).toBe(0);
    }));

  test('JN13: show prints a selection, for people and as JSON', () =>
    withPadFolder(async ({ folder, run }) => {
      const text = await run('show', folder, '--from', '2', '--to', '3');
      expect(text.said.split('\n').slice(1)).toEqual([
        expect.stringContaining('{"by":1}'),
        expect.stringContaining('{"by":2}'),
      ]);
      const json = await run('show', folder, '--type', 'epoch-begun', '--json');
      expect(JSON.parse(json.said)).toMatchObject({ seq: 1, record: { type: 'epoch-begun' } });
    }));

  test('JN13: show says that there is nothing, and why', () =>
    withPadFolder(async ({ folder, run }) => {
      const unknown = await run('show', folder, '--epoch', 'none');
      expect(unknown).toMatchObject({ code: 2, said: '', complained: expect.stringContaining('no epoch “none”') });
      const odd = await run('show', folder, '--type', 'odd');
      expect(odd).toMatchObject({ code: 0, said: '', complained: expect.stringMatching(/no type “odd”.*epoch-begun/) });
      const behind = await run('show', folder, '--from', '99');
      expect(behind).toMatchObject({
        code: 0,
        said: '',
        complained: expect.stringMatching(/^No record.*asked for\.$/),
      });
    }));

  test('JN13: one record that cannot be read is told as one', () =>
    withPadFolder(async ({ folder, segment, run }) => {
      await flip(segment, '"by":4');
      expect((await run('show', folder, '--from', '5', '--to', '5')).said).toMatch(/^ +5 {2}cannot be read$/m);
    }));

  test('JN14: export writes exactly the bytes that were hashed, and overwrites no file', () =>
    withPadFolder(async ({ folder, run }) => {
      const out = join(folder, 'records.ndjson');
      expect(await run('export', folder, '--out', out)).toMatchObject({ code: 0 });
      const lines = (await readFile(out, 'utf8')).trimEnd().split('\n');
      expect(lines.length).toBe(11);
      for (const line of lines) {
        const { hash, bytes } = JSON.parse(line) as { hash: string; bytes: string };
        expect(nodeSha256(Buffer.from(bytes, 'base64'))).toBe(hash);
      }
      const again = await run('export', folder, '--out', out);
      expect(again).toMatchObject({ code: 3, said: '', complained: expect.stringContaining('there already') });
    }));

  test('JN15: repair sets the damaged bytes aside, keeps every file and begins a new epoch', () =>
    withPadFolder(async ({ folder, segment, run }) => {
      await flip(segment, '"by":4');
      const before = await readFile(segment);
      expect(await run('repair', folder)).toMatchObject({ code: 0, said: expect.stringContaining('kept as evidence') });
      expect((await readFile(segment)).equals(before)).toBe(true);
      expect((await readdir(join(folder, 'evidence'))).length).toBe(1);
      expect((await readdir(join(folder, 'journal'))).length).toBe(2);
      const again = await run('repair', folder);
      expect(again.said).not.toContain('kept as evidence');
      expect((await readdir(join(folder, 'journal'))).length).toBe(2);
    }));

  test('JN15: repair leaves a folder alone that a host has open', () =>
    withPadFolder(async ({ folder, run }) => {
      const lock = await lockFolder(folder);
      if (!lock.ok) throw new Error(lock.error.code);
      const { code, complained } = await run('repair', folder);
      await lock.value.release();
      expect(code).toBe(3);
      expect(complained).toContain('JOURNAL_LOCKED');
    }));

  test.each([
    [[], 'Say what to do.'],
    [['mend', 'x'], 'There is no command “mend”.'],
    [['verify'], 'Name the data folder'],
    [['verify', 'a', 'b'], 'too much'],
    [['show', 'a', '--from', '-3'], '--from'],
    [['show', 'a', '--from', 'x'], 'no number'],
    [['show', 'a', '--from', '9', '--to', '3'], '--from 9 lies behind --to 3'],
    [['show', 'a', '--colour'], '--colour'],
  ])('JN12: wrong usage %j is told', async (args, words) => {
    const lines: string[] = [];
    const io = { say: () => {}, complain: (line: string) => lines.push(line) };
    expect(await runJournalCommand(args, new SeededRandom(1), io)).toBe(2);
    expect(lines.join('\n')).toContain(words);
  });

  test('JN12: a folder without a journal is told', async () => {
    const lines: string[] = [];
    const io = { say: () => {}, complain: (line: string) => lines.push(line) };
    expect(await runJournalCommand(['verify', '/nowhere'], new SeededRandom(1), io)).toBe(3);
    expect(lines.join('\n')).toContain('JOURNAL_MISSING');
  });

  test('JN12: a folder that cannot be looked into is told as that', async () => {
    const lines: string[] = [];
    const io = { say: () => {}, complain: (line: string) => lines.push(line) };
    const folder = await mkdtemp(join(tmpdir(), 'pingjia-command-'));
    try {
      await symlink('journal', join(folder, 'journal'));
      expect(await runJournalCommand(['verify', folder], new SeededRandom(1), io)).toBe(3);
    } finally {
      await rm(folder, { recursive: true });
    }
    expect(lines.join('\n')).toContain(`The disk refused ${join(folder, 'journal')}: ELOOP`);
  });

  test('JN12: receipts that cannot be read are named; ones that are none are no missing ones', () =>
    withPadFolder(async ({ folder, run }) => {
      const serverKey = { keyId: 'server', publicKey: DeviceKey.generate().publicKey };
      const certificate = { statement: '{}', signature: 'x', keyId: 'server' };
      const enrollment = { device: 'de000000-0000-4000-8000-000000000001', certificate, serverKey };
      const identity = { serverUrl: 'http://server.example', key: DeviceKey.generate(), enrollment, nextKey: null };
      await new IdentityStore(nodeFileSystem, folder).save(identity);
      const receipts = join(folder, 'receipts.json');
      await writeFile(receipts, 'no receipts');
      const garbled = await run('verify', folder);
      expect(garbled.said).toContain('receipts.json is damaged');
      expect(garbled.said).not.toContain('There is no receipt');
      await rm(receipts);
      expect((await run('verify', folder)).said).toContain('There is no receipt');
      await mkdir(receipts);
      const { code, said, complained } = await run('verify', folder);
      expect({ code, said }).toEqual({ code: 3, said: '' });
      expect(complained).toContain(`The disk refused ${receipts}: EISDIR`);
    }));

  test('--help prints the usage and does nothing', () =>
    withPadFolder(async ({ folder, run }) => {
      const answer = await run('repair', folder, '--help');
      expect(answer).toMatchObject({
        code: 0,
        said: expect.stringContaining('Usage: pingjia-journal'),
        complained: '',
      });
    }));
});
