import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockFolder } from './folder-lock.ts';

async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-lock-'));
  try {
    await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('one process holds a folder, by whatever name it is reached, until it lets go', () =>
  withFolder(async (folder) => {
    await symlink(folder, `${folder}-link`);
    try {
      const first = await lockFolder(folder);
      if (!first.ok) throw new Error(first.error.code);
      for (const name of [folder, `${folder}/.`, `${folder}-link`]) {
        expect(await lockFolder(name)).toMatchObject({ ok: false, error: { code: 'JOURNAL_LOCKED' } });
      }
      await first.value.release();
      const second = await lockFolder(folder);
      expect(second.ok).toBe(true);
      if (second.ok) await second.value.release();
    } finally {
      await rm(`${folder}-link`);
    }
  }));

/** Holds the same lock in plain JavaScript, so that any Node runs it. */
const holder = `
  const { createHash } = require('node:crypto');
  const name = 'pingjia-' + createHash('sha256').update(process.argv[1]).digest('hex').slice(0, 40);
  require('node:net').createServer().listen('\\0' + name, () => console.log('held'));
`;

test('the kernel lets go for a process that was killed', () =>
  withFolder(async (folder) => {
    const child = spawn(process.execPath, ['-e', holder, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    expect(await lockFolder(folder)).toMatchObject({ ok: false, error: { code: 'JOURNAL_LOCKED' } });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const taken = await lockFolder(folder);
    expect(taken.ok).toBe(true);
    if (taken.ok) await taken.value.release();
  }));
