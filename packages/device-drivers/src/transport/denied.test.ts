import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { denied, groupOf } from './denied.ts';
import { lookAtNode } from './look-at-node.ts';

it('TR10: a refusal names the device and the command that mends it for that very device', async () => {
  expect(await denied({ kind: 'hid', path: '/nowhere/hidraw0', vid: '1209', pid: '5b5b' })).toEqual({
    code: 'PAD_PERMISSION_DENIED',
    detail: expect.stringMatching(
      /^\/nowhere\/hidraw0; run: echo 'SUBSYSTEM=="hidraw", .*60-pingjia-1209-5b5b\.rules && /,
    ),
  });
});

it('TR10: the group that owns a node is told by its name; without one there is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-denied-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'node');
  await writeFile(path, '');
  expect(await groupOf(path)).toMatch(/^[a-z_][\w-]*$/);
  expect(await groupOf(join(folder, 'missing'))).toBeNull();
  expect(await lookAtNode(path)).toMatchObject({ allowed: true });
  expect(await lookAtNode('COM3')).toEqual({ allowed: true, group: null });
});
