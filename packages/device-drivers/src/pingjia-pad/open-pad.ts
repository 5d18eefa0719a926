import { type Cancel, describeFault, err, ok, type Result } from '@pingjia/shared';
import type { PadDriver } from '../pad-driver.ts';
import type { PadTarget } from './pad-target.ts';
import type { PadWorld } from './tool.ts';
import { type Meaning, meaningEvents } from './trace.ts';

/** Bytes that went over the line together, and what the driver made of them: nothing yet where it is empty. */
export interface PadTrace {
  readonly direction: 'received' | 'sent';
  readonly bytes: Uint8Array;
  readonly meanings: readonly Meaning[];
}

export interface OpenPad {
  readonly driver: PadDriver;
  /** The serial number that the transport knows. */
  readonly serialNumber: string | null;
  /** Settles with a sentence when the line ends by itself, or with null when it is closed here. */
  readonly ended: Promise<string | null>;
  close(): Promise<void>;
}

/** Silence after which bytes without a meaning are told, milliseconds. */
const unclear = 300;

/** Opens a pad and tells everything that goes over its line. The error is a sentence. */
export async function openPad(
  { address, family, transport, place, messages }: PadTarget,
  { clock, random }: PadWorld,
  told: (trace: PadTrace, driver: PadDriver) => void,
): Promise<Result<OpenPad, string>> {
  let pending: number[] = [];
  let meanings: Meaning[] = [];
  let silence: Cancel | undefined;
  let serialNumber: string | null = null;
  let finish: (reason: string | null) => void = () => undefined;
  const ended = new Promise<string | null>((resolve) => {
    finish = resolve;
  });

  const created = family.createDriver({
    options: address.options,
    place,
    clock,
    random,
    events: meaningEvents((meaning) => void meanings.push(meaning)),
    write(bytes) {
      told({ direction: 'sent', bytes, meanings: [] }, driver);
      void transport.write(bytes).then((written) => {
        if (!written.ok) finish(describeFault(written.error));
      });
    },
  });
  if (!created.ok) return err(describeFault(created.error));
  const driver = created.value;

  function tell(): void {
    if (pending.length === 0 && meanings.length === 0) return;
    const trace = { direction: 'received', bytes: Uint8Array.from(pending), meanings } as const;
    pending = [];
    meanings = [];
    told(trace, driver);
  }

  function hear(bytes: Uint8Array): void {
    pending.push(...bytes);
    driver.receive(bytes);
    if (meanings.length > 0) tell();
  }

  function receive(bytes: Uint8Array): void {
    silence?.();
    // Byte by byte, so that what a frame is made of shows: a stream may be cut anywhere.
    if (messages) hear(bytes);
    else for (const byte of bytes) hear(Uint8Array.of(byte));
    silence = clock.after(unclear, tell);
  }

  const opened = await transport.open({
    described(description) {
      serialNumber = description.serialNumber;
      driver.describe?.(description);
    },
    data: receive,
    closed: (fault) => finish(fault === null ? 'The pad closed the connection.' : describeFault(fault)),
  });
  if (!opened.ok) return err(describeFault(opened.error));
  return ok({
    driver,
    get serialNumber() {
      return serialNumber;
    },
    ended,
    async close() {
      silence?.();
      tell();
      driver.dispose?.();
      await transport.close();
      finish(null);
    },
  });
}
