import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../image/run-command.ts';

const diskBytes = 96 * 1024 * 1024;

/** A new ext4 disk with Debian's own settings. */
export function emptyDataDisk(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'pingjia-disk-'));
  try {
    const file = join(folder, 'data.img');
    writeFileSync(file, '');
    truncateSync(file, diskBytes);
    runCommand('/sbin/mke2fs', ['-q', '-t', 'ext4', '-F', '-E', 'lazy_itable_init=0,lazy_journal_init=0', file]);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
