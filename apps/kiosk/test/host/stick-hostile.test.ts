import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPlainFile } from '../../src/host/bundle/plain-file.ts';
import { stickFolder } from '../../src/host/bundle/stick-folder.ts';
import { stickReceipts } from '../../src/host/bundle/sticks.ts';
import { maxReceiptText } from '../../src/host/bundle/take-receipts.ts';

async function withStick(run: (stick: string, own: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-hostile-'));
  const [stick, own] = [join(folder, '移动 硬盘'), join(folder, 'identity.json')];
  await mkdir(stick);
  await writeFile(own, 'the pad’s own');
  try {
    await run(stick, own);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('BU20: a link on a stick leads nowhere: the pad’s own file behind it is neither taken for a bundle nor written', () =>
  withStick(async (stick, own) => {
    const name = 'pingjia-22222222-00000000.pjb.part';
    await symlink(own, join(stick, name));
    await mkdir(join(stick, 'pingjia-22222222-00000001.pjb.part'));
    await writeFile(join(stick, 'holiday.jpg'), 'a photo');
    const target = stickFolder(stick);
    expect(await target.list()).toEqual(['holiday.jpg']);
    await expect(target.open(name)).rejects.toMatchObject({ code: 'ELOOP' });
    expect(await readFile(own, 'utf8')).toBe('the pad’s own');
  }));

test('BU20: receipts are read one by one; links, pipes, folders and what is far too long are passed over', () =>
  withStick(async (stick, own) => {
    await writeFile(join(stick, 'a.pjr'), 'first');
    await symlink(own, join(stick, 'b.pjr'));
    execFileSync('mkfifo', [join(stick, 'c.pjr')]);
    await mkdir(join(stick, 'd.pjr'));
    await writeFile(join(stick, 'e.pjr'), '');
    await truncate(join(stick, 'e.pjr'), 200 * 1024 * 1024 * 1024);
    await writeFile(join(stick, '收据.pjr'), 'last\r\n');
    await writeFile(join(stick, 'other.txt'), 'no receipt');
    const texts: string[] = [];
    for await (const text of stickReceipts(stick)) texts.push(text);
    expect(texts).toEqual(['first', 'last\r\n']);
    await expect(readPlainFile(join(stick, 'c.pjr'), 10)).rejects.toMatchObject({ code: 'EINVAL' });
    expect(await readPlainFile(join(stick, 'e.pjr'), maxReceiptText)).toBeNull();
  }));

test('BU20: those of a whole province lie on one stick, and this pad’s is found among them', () =>
  withStick(async (stick) => {
    for (let n = 0; n < 300; n += 1) await writeFile(join(stick, `${n}.pjr`), String(n));
    const texts = new Set<string>();
    for await (const text of stickReceipts(stick)) texts.add(text);
    expect(texts.size).toBe(300);
    await rm(stick, { recursive: true });
    await expect(stickReceipts(stick).next()).rejects.toMatchObject({ code: 'ENOENT' });
    await mkdir(stick);
    expect(await readdir(stick)).toEqual([]);
  }));
