import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isDeleted, readOwner, writeOwner } from './owner.ts';

test('a data folder counts as deleted only where its file system is still there', () => {
  const root = mkdtempSync(join(tmpdir(), 'pingjia-owner-'));
  try {
    const dataDir = join(root, 'a', 'b');
    mkdirSync(dataDir, { recursive: true });
    writeOwner(root, dataDir);
    const owner = readOwner(root);
    expect(owner).toEqual({ dataDir, device: statSync(root).dev });
    if (owner === null) throw new Error('written above');
    expect(isDeleted(owner)).toBe(false);
    rmSync(join(root, 'a'), { recursive: true });
    expect(isDeleted(owner)).toBe(true);
    expect(isDeleted({ ...owner, device: owner.device + 1 })).toBe(false);
    expect(readOwner(join(root, 'nothing'))).toBe(null);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
