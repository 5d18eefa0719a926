import { ok } from '@pingjia/shared';
import { describe, expect, it } from 'vitest';
import { createMemoryHid } from '../testing/memory-hid.ts';
import { describeTransport } from '../testing/transport-contract.ts';
import { createHidTransport } from './hid-transport.ts';
import type { HidDevices, HidHandlers } from './hid-devices.ts';
import type { TransportDescription } from './transport.ts';

const silent = { data: () => undefined, closed: () => undefined };
const descriptor = Uint8Array.of(1, 2, 3);

describeTransport(
  'hid',
  async () => {
    const memory = createMemoryHid();
    let pad = memory.plug({}, descriptor);
    return {
      near: createHidTransport({ asked: '1209:5b5b:SN-0001', interface: null }, memory.devices),
      missing: createHidTransport({ asked: '1209:0000', interface: null }, memory.devices),
      far: {
        log: () => pad.log(),
        ready: () => Promise.resolve(),
        write: async (bytes) => pad.report(bytes),
      },
      vanish: async () => pad.unplug(),
      comeBack: async () => void (pad = memory.plug({ path: '/dev/hidraw1' }, descriptor)),
      dispose: () => Promise.resolve(),
    };
  },
  { kind: 'messages' },
);

describe('hid transport', () => {
  it('TR12: one device under two names is open once in one program, so that no press is told twice', async () => {
    const memory = createMemoryHid();
    const pad = memory.plug({}, descriptor);
    const heard: Uint8Array[] = [];
    const [byNumber, byPath] = ['1209:5b5b', '/dev/hidraw0'].map((asked) =>
      createHidTransport({ asked, interface: null }, memory.devices),
    );
    const hearing = { ...silent, data: (bytes: Uint8Array) => void heard.push(bytes) };
    expect(await byNumber?.open(hearing)).toMatchObject({ ok: true });
    expect(await byPath?.open(hearing)).toMatchObject({ error: { code: 'PAD_BUSY' } });
    pad.report(Uint8Array.of(1));
    expect(heard).toHaveLength(1);
    await byNumber?.close();
    expect(await byPath?.open(hearing)).toMatchObject({ ok: true });
    pad.unplug();
    memory.plug({}, descriptor);
    await expect.poll(() => byNumber?.open(hearing)).toMatchObject({ ok: true });
  });

  it('TR15 TR20: a write that fails is a pulled device, or a report that it did not take', async () => {
    const memory = createMemoryHid();
    let there = true;
    memory.plug({}, descriptor);
    const devices: HidDevices = {
      ...memory.devices,
      list: async () => (there ? memory.devices.list() : []),
      open: async (path, handlers) => {
        const opened = await memory.devices.open(path, handlers);
        return opened.ok ? ok({ ...opened.value, write: () => Promise.reject(new Error('stalled')) }) : opened;
      },
    };
    const transport = createHidTransport({ asked: '1209:5b5b', interface: null }, devices);
    const refused: string[] = [];
    await transport.open({ ...silent, refused: (reason) => void refused.push(reason) });
    expect(await transport.write(Uint8Array.of(1))).toMatchObject({ ok: true });
    expect(refused).toEqual(['not-taken']);
    there = false;
    expect(await transport.write(Uint8Array.of(1))).toMatchObject({ error: { code: 'PAD_NOT_FOUND' } });
  });

  it('TR14: tells the serial number and the report descriptor before any report', async () => {
    const memory = createMemoryHid();
    memory.plug({}, descriptor);
    const told: unknown[] = [];
    await createHidTransport({ asked: '/dev/hidraw0', interface: null }, memory.devices).open({
      ...silent,
      described: (description: TransportDescription) => void told.push(description),
    });
    expect(told).toEqual([{ serialNumber: 'SN-0001', reportDescriptor: descriptor }]);
  });

  it.each([
    ['1209:5b5b', null, '/dev/hidraw0'],
    ['1209:5B5B:SN-0001', null, '/dev/hidraw0'],
    ['port:1-2:1.0', null, '/dev/hidraw2'],
    ['/dev/hidraw2', null, '/dev/hidraw2'],
    ['0001:0002', 1, '/dev/hidraw3'],
  ])('TR13: %s with interface %s is %s', async (asked, number, path) => {
    const memory = createMemoryHid();
    memory.plug({}, null);
    memory.plug({ path: '/dev/hidraw2', pid: '0001', serialNumber: null, usbPort: '1-2:1.0' }, null);
    memory.plug({ path: '/dev/hidraw3', vid: '0001', pid: '0002', interface: 1, usbPort: '1-3:1.1' }, null);
    memory.plug({ path: '/dev/hidraw4', vid: '0001', pid: '0002', interface: 0, usbPort: '1-3:1.0' }, null);
    const opened: string[] = [];
    const devices = {
      ...memory.devices,
      open: (...args: Parameters<typeof memory.devices.open>) => {
        opened.push(args[0]);
        return memory.devices.open(...args);
      },
    };
    expect(await createHidTransport({ asked, interface: number }, devices).open(silent)).toMatchObject({ ok: true });
    expect(opened).toEqual([path]);
  });

  it('TR4: several devices that fit are named in the fault', async () => {
    const memory = createMemoryHid();
    memory.plug({ serialNumber: null }, null);
    memory.plug({ path: '/dev/hidraw1', serialNumber: null, usbPort: '1-2:1.0' }, null);
    const opened = await createHidTransport({ asked: '1209:5b5b', interface: null }, memory.devices).open(silent);
    expect(opened).toEqual({
      ok: false,
      error: {
        code: 'PAD_AMBIGUOUS',
        detail: '1209:5b5b is port:1-1:1.0 (interface=0) and port:1-2:1.0 (interface=0)',
      },
    });
  });

  it('TR3: a report that is larger than a message may be is refused and told', async () => {
    const memory = createMemoryHid();
    const pad = memory.plug({}, null);
    const told: string[] = [];
    await createHidTransport({ asked: '1209:5b5b', interface: null }, memory.devices).open({
      data: (bytes) => void told.push(`data ${bytes.length}`),
      closed: () => undefined,
      refused: (reason) => void told.push(reason),
    });
    pad.report(new Uint8Array(65_537));
    pad.report(new Uint8Array(65_536));
    expect(told).toEqual(['too-large', 'data 65536']);
  });

  it('TR14 TR15: what comes while it opens waits for the description; a device lost meanwhile is PAD_NOT_FOUND', async () => {
    const memory = createMemoryHid();
    memory.plug({}, descriptor);
    const told: string[] = [];
    const handlers = {
      described: () => void told.push('described'),
      data: (bytes: Uint8Array) => void told.push(`data ${bytes[0]}`),
      closed: () => void told.push('closed'),
    };
    const place = { asked: '1209:5b5b', interface: null };
    const hasty = (act: (handlers: HidHandlers) => void): HidDevices => ({
      ...memory.devices,
      async open(path, handlers) {
        act(handlers);
        return memory.devices.open(path, handlers);
      },
    });
    await createHidTransport(
      place,
      hasty(({ report }) => report(Uint8Array.of(7))),
    ).open(handlers);
    expect(told).toEqual(['described', 'data 7']);
    const lost = createHidTransport(
      place,
      hasty(({ failed }) => failed('gone')),
    );
    expect(await lost.open(handlers)).toMatchObject({ error: { code: 'PAD_NOT_FOUND' } });
    expect(told).toHaveLength(2);
  });

  it('TR14: devices that cannot be listed are PAD_IO_FAILED', async () => {
    const memory = createMemoryHid();
    memory.plug({}, null);
    const broken = { ...memory.devices, list: () => Promise.reject(new Error('no libudev')) };
    expect(await createHidTransport({ asked: '1209:5b5b', interface: null }, broken).open(silent)).toMatchObject({
      error: { code: 'PAD_IO_FAILED', detail: 'the HID devices cannot be listed: Error: no libudev' },
    });
  });
});
