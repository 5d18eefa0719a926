import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { dependenciesOf, modulesInOrder } from './kernel-modules.ts';

const info = (depends: string, soft = ''): Buffer =>
  Buffer.from(`\x7fELF\0license=GPL\0depends=${depends}\0${soft === '' ? '' : `softdep=pre: ${soft}\0`}name=x\0`);

test('a module names what it depends on, hard and soft; dashes are underscores', () => {
  expect(dependenciesOf(info('usb-serial,usbcore', 'crc32c'))).toEqual(['usb_serial', 'usbcore', 'crc32c']);
  expect(dependenciesOf(info(''))).toEqual([]);
  expect(dependenciesOf(Buffer.from('no module at all'))).toEqual([]);
});

test('modules come after what they depend on, once each, also where two need each other; built-in ones are left out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pingjia-modules-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'deep'));
  const add = (path: string, depends: string) => writeFileSync(join(folder, path), info(depends));
  add('deep/usb-storage.ko', 'usbcore,scsi_builtin');
  add('usbcore.ko', 'ring');
  add('ring.ko', 'usbcore');
  add('unused.ko', '');
  const order = modulesInOrder(folder, ['usb_storage', 'usbcore', 'no-such-module']).map(({ name }) => name);
  expect(order).toEqual(['ring', 'usbcore', 'usb_storage']);
});
