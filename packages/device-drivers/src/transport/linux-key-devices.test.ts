import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createLinuxKeyDevices } from './linux-key-devices.ts';

async function folders() {
  const root = await mkdtemp(join(tmpdir(), 'pingjia-input-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const names = join(root, 'dev');
  const facts = join(root, 'sys');
  async function plug(event: string, links: readonly string[], told: Readonly<Record<string, string>>): Promise<void> {
    await mkdir(join(facts, event, 'device', 'id'), { recursive: true });
    for (const [file, text] of Object.entries(told)) await writeFile(join(facts, event, 'device', file), `${text}\n`);
    await mkdir(names, { recursive: true });
    await writeFile(join(names, event), '');
    for (const link of links) {
      await mkdir(join(names, link, '..'), { recursive: true });
      await symlink(join(names, event), join(names, link));
    }
  }
  return { names, facts, plug };
}

it('DI10: keyboards are told by the name that stays, with what the system knows of them', async () => {
  const { names, facts, plug } = await folders();
  const told = { 'id/vendor': '1a2c', 'id/product': '0042', uniq: 'K-1', name: 'USB Keypad' };
  await plug('event3', ['by-id/usb-1a2c-event-kbd', 'by-path/pci-1-event-kbd'], told);
  await plug('event4', ['by-path/pci-2-event-kbd'], {});
  await plug('event5', ['by-id/usb-mouse-event-mouse'], {});
  expect(await createLinuxKeyDevices({ names, facts }).list()).toEqual([
    {
      path: join(names, 'by-id/usb-1a2c-event-kbd'),
      vid: '1a2c',
      pid: '0042',
      serialNumber: 'K-1',
      name: 'USB Keypad',
      bySocket: false,
    },
    {
      path: join(names, 'by-path/pci-2-event-kbd'),
      vid: null,
      pid: null,
      serialNumber: null,
      name: null,
      bySocket: true,
    },
  ]);
});

it('DI10: a machine without input devices has none', async () => {
  const devices = createLinuxKeyDevices({ names: '/nowhere', facts: '/nowhere' });
  expect(await devices.list()).toEqual([]);
  expect(await devices.facts('/nowhere/by-id/x')).toBeNull();
});
