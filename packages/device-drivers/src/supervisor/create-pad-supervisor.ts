import { type Cancel, err, fault } from '@pingjia/shared';
import type { PadIdentity } from '../pad-driver.ts';
import { familyForProfile } from '../registry.ts';
import { createBackOff } from './back-off.ts';
import { createPadConnection, type Ending, type PadConnection } from './pad-connection.ts';
import { createPadNames } from './pad-names.ts';
import { createStatusKeeper } from './pad-status.ts';
import type { PadSupervisor, PadSupervisorOptions } from './pad-supervisor.ts';

export function createPadSupervisor(options: PadSupervisorOptions): PadSupervisor {
  const { address, openTransport, familyOf = familyForProfile, clock, random, listener } = options;
  const where = `${address.transport}:${address.path}`;
  const status = createStatusKeeper(where, clock, (changed) => listener.state(changed));
  const names = createPadNames(address.profile);
  const backOff = createBackOff(random);
  let running: Promise<void> | undefined;
  let halting: Promise<void> | undefined;
  let stopping = new AbortController();
  let connection: PadConnection | undefined;
  let wake: () => void = () => undefined;

  function named(identity: PadIdentity, unit: string): void {
    const { firmware, serialNumber } = identity;
    const padId = names.of(identity, unit);
    const before = status.current;
    const swapped = before.state === 'found' && before.padId !== padId && before.padId !== names.of(nobody, unit);
    if (swapped && before.padId !== null) listener.lost({ padId: before.padId, reason: 'unplugged' });
    backOff.reset();
    status.set({ state: 'found', padId, fault: null });
    listener.found({ padId, profile: address.profile, address: where, firmware, serialNumber });
  }

  function makeConnection(): ReturnType<typeof createPadConnection> {
    const family = familyOf(address.profile);
    if (!family.ok) return family;
    if (!family.value.transports.includes(address.transport)) {
      return err(fault('PAD_ADDRESS_INVALID', `${address.profile} is not spoken over ${address.transport}`));
    }
    const options = { ...family.value.transportOptions, ...address.options };
    const transport = openTransport({ ...address, options });
    if (!transport.ok) return transport;
    return createPadConnection({
      address,
      transport: transport.value,
      createDriver: family.value.createDriver,
      place: where,
      clock,
      random,
      events: {
        named,
        press: (press, identity, unit) => listener.press({ padId: names.forPress(press, identity, unit), ...press }),
        quiet: () => {
          if (status.current.state !== 'found') status.set({ fault: fault('PAD_SILENT') });
        },
        dropped: () => status.dropped(),
        ignored: () => status.ignored(),
        ended,
      },
    });
  }

  /** One attempt, from opening the port to its end. */
  async function attempt(): Promise<void> {
    const made = makeConnection();
    if (!made.ok) return status.set({ fault: made.error });
    connection = made.value;
    await connection.run();
    connection = undefined;
  }

  function ended({ reason, fault: why }: Ending): void {
    const { state, padId } = status.current;
    const found = state === 'found';
    if (stopping.signal.aborted) status.set({ state: 'none', fault: null });
    else status.set({ state: found ? 'lost' : state, fault: why });
    if (found && padId !== null) listener.lost({ padId, reason });
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel: Cancel = clock.after(milliseconds, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  }

  async function search(until: AbortSignal): Promise<void> {
    status.set({ state: 'searching', fault: null });
    while (!until.aborted) {
      await attempt();
      if (!until.aborted) await pause(backOff.next());
    }
    status.stop();
    status.set({ state: 'none', fault: null });
  }

  async function halt(): Promise<void> {
    stopping.abort();
    connection?.end({ reason: 'closed', fault: fault('PAD_IO_FAILED', 'the port was closed') });
    wake();
    await running;
    running = undefined;
    halting = undefined;
    stopping = new AbortController();
  }

  return {
    start() {
      running ??= search(stopping.signal);
    },
    async stop() {
      halting ??= halt();
      await halting;
    },
    confirm: (press) => connection?.driver.confirm(press),
    command: (command) => connection?.driver.command(command),
    status: () => status.current,
    capabilities: () => connection?.driver.capabilities ?? null,
  };
}

const nobody: PadIdentity = { firmware: null, serialNumber: null };
