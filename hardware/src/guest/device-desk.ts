import type { PadSupervisor, Transport } from '@pingjia/device-drivers';
import { listPads } from '@pingjia/device-drivers/discovery';
import { systemPadListers } from '@pingjia/device-drivers/system-pad-listers';
import type { DeviceCall, DeviceEvent } from '../bench/device-words.ts';
import { type HeldPort, holdInOtherProcess } from './held-port.ts';
import { type HidGadget, plugHidGadget } from './hid-gadget.ts';
import { transportOfAddress } from './pad-addresses.ts';
import { supervise } from './supervise.ts';
import { waitFor } from './wait-for.ts';

/** Everything the tests opened in this guest, by their names for it. */
export interface DeviceDesk {
  /** Does what is asked and gives the answer; a mistake of the test throws. */
  serve(call: DeviceCall): Promise<unknown>;
}

export function createDeviceDesk(tell: (event: DeviceEvent) => void): DeviceDesk {
  const transports = new Map<string, Transport>();
  const supervisors = new Map<string, PadSupervisor>();
  const held = new Map<string, HeldPort>();
  const gadgets = new Map<string, HidGadget>();

  async function reset(): Promise<void> {
    for (const transport of transports.values()) await transport.close();
    for (const supervisor of supervisors.values()) await supervisor.stop();
    for (const port of held.values()) await port.release();
    for (const gadget of gadgets.values()) gadget.unplug();
    for (const things of [transports, supervisors, held, gadgets]) things.clear();
  }

  function transportOf(name: string, address: string): Transport {
    const transport = transports.get(name) ?? transportOfAddress(address);
    transports.set(name, transport);
    return transport;
  }

  async function open(name: string, address: string): Promise<unknown> {
    return transportOf(name, address).open({
      data: (bytes) => tell({ event: 'data', name, hex: Buffer.from(bytes).toString('hex') }),
      closed: (fault) => tell({ event: 'closed', name, fault }),
    });
  }

  return {
    async serve(call) {
      switch (call.call) {
        case 'reset':
          return reset();
        case 'list':
          return listPads(systemPadListers);
        case 'wait-for':
          return waitFor(call.path);
        case 'open':
          return open(call.name, call.address);
        case 'write':
          return transportOf(call.name, call.address).write(Buffer.from(call.hex, 'hex'));
        case 'close':
          return transports.get(call.name)?.close();
        case 'supervise':
          return void supervisors.set(call.name, supervise(call.name, call.address, tell));
        case 'command':
          return named(supervisors, call.name).command(call.command);
        case 'stop':
          await named(supervisors, call.name).stop();
          return void supervisors.delete(call.name);
        case 'hold': {
          const port = await holdInOtherProcess(call.address, call.user);
          held.set(call.name, port);
          return port.opened;
        }
        case 'release':
          await named(held, call.name).release();
          return void held.delete(call.name);
        case 'plug-hid':
          return void gadgets.set(
            call.name,
            plugHidGadget({
              ...call,
              descriptor: Buffer.from(call.descriptorHex, 'hex'),
              output: (bytes) => tell({ event: 'output', name: call.name, hex: bytes.toString('hex') }),
            }),
          );
        case 'report-hid':
          return named(gadgets, call.name).report(Buffer.from(call.hex, 'hex'));
        case 'unplug-hid':
          named(gadgets, call.name).unplug();
          return void gadgets.delete(call.name);
      }
    },
  };
}

function named<T>(things: ReadonlyMap<string, T>, name: string): T {
  const thing = things.get(name);
  if (thing === undefined) throw new Error(`nothing here is called ${name}`);
  return thing;
}
