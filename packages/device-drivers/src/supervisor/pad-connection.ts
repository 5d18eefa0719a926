import {
  type Clock,
  type Fault,
  fault,
  ok,
  type PadAddress,
  type PadLost,
  type RandomSource,
  type Result,
} from '@pingjia/shared';
import type { CreatePadDriver, PadDriver, PadIdentity, PressFrame } from '../pad-driver.ts';
import type { Transport } from '../transport/transport.ts';
import { type Heartbeat, heartbeatRule, startHeartbeat } from './heartbeat.ts';
import { createIdentification } from './identification.ts';

export interface Ending {
  readonly reason: PadLost['reason'];
  readonly fault: Fault;
}

export interface PadConnectionEvents {
  named(identity: PadIdentity, unit: string): void;
  press(press: PressFrame, identity: PadIdentity, unit: string): void;
  /** An interval passed without any sign of life. */
  quiet(): void;
  dropped(): void;
  ignored(): void;
  /** The last event, and always one: the port may still take a moment to become free. */
  ended(ending: Ending): void;
}

/** One opening of a pad's port, until it ends for whatever reason. */
export interface PadConnection {
  readonly driver: PadDriver;
  /** Settles once the port is free again. */
  run(): Promise<void>;
  end(ending: Ending): void;
}

export interface PadConnectionOptions {
  readonly address: PadAddress;
  readonly transport: Transport;
  readonly createDriver: CreatePadDriver;
  /** `<transport>:<path>`. */
  readonly place: string;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly events: PadConnectionEvents;
}

export function createPadConnection(options: PadConnectionOptions): Result<PadConnection> {
  const { address, transport, createDriver, place, clock, random, events } = options;
  let serialNumber: string | null = null;
  let heartbeat: Heartbeat | undefined;
  let ended = false;
  let wake: () => void = () => undefined;

  const created = createDriver({
    options: address.options,
    place,
    clock,
    random,
    write(bytes) {
      if (ended) return;
      void transport.write(bytes).then((written) => {
        if (!written.ok) end(endingOf(written.error));
      });
    },
    events: {
      press: (press) => whileAlive(() => identification.press(press)),
      identified: (identity) => whileAlive(() => identification.identified(identity)),
      rebooted: () => whileAlive(() => identification.forget()),
      acknowledged: () => whileAlive(() => undefined),
      dropped: () => events.dropped(),
      ignored: () => events.ignored(),
    },
  });
  if (!created.ok) return created;
  const driver = created.value;

  const identification = createIdentification(clock, {
    probe: () => driver.probe(),
    named: (identity) => events.named(identity, driver.unit),
    press: (press, identity) => events.press(press, identity, driver.unit),
  });

  function whileAlive(act: () => void): void {
    if (ended) return;
    heartbeat?.heard();
    act();
  }

  function end(ending: Ending): void {
    if (ended) return;
    ended = true;
    heartbeat?.stop();
    identification.release();
    driver.dispose?.();
    events.ended(ending);
    wake();
  }

  function startBeating(): Heartbeat {
    return startHeartbeat(clock, {
      probe: () => driver.probe(),
      unanswered(times) {
        if (times >= heartbeatRule.tolerated) end({ reason: 'silent', fault: fault('PAD_SILENT') });
        else events.quiet();
      },
    });
  }

  async function run(): Promise<void> {
    const over = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const opened = await transport.open({
      described(description) {
        serialNumber = description.serialNumber;
        driver.describe?.(description);
      },
      data: (bytes) => driver.receive(bytes),
      refused: () => events.dropped(),
      closed: (reason) => end(endingOf(reason)),
    });
    if (!opened.ok) return end(endingOf(opened.error));
    if (!ended) {
      if (driver.capabilities.heartbeat) heartbeat = startBeating();
      // Nobody to ask: the open port is the pad.
      else identification.identified({ firmware: null, serialNumber });
      await over;
    }
    await transport.close();
  }

  return ok({ driver, run, end });
}

function endingOf(reason: Fault | null): Ending {
  if (reason === null) return { reason: 'closed', fault: fault('PAD_IO_FAILED', 'the far end closed the connection') };
  return { reason: reason.code === 'PAD_NOT_FOUND' ? 'unplugged' : 'port-error', fault: reason };
}
