import { expect, it } from 'vitest';
import { nodeHidDevices } from './node-hid-devices.ts';

it('TR13: a device node that is not there is PAD_NOT_FOUND, and has no descriptor', async () => {
  const silent = { report: () => undefined, failed: () => undefined };
  const missing = '/dev/hidraw-none';
  expect(await nodeHidDevices.open(missing, silent)).toMatchObject({ ok: false });
  expect(await nodeHidDevices.descriptor(missing)).toBeNull();
});
