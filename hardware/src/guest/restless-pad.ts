import { createMemoryLine, createPadSimulator } from '@pingjia/device-drivers/testing';
import type { Transport } from '@pingjia/device-drivers';
import type { Clock, RandomSource } from '@pingjia/shared';

export interface RestlessPad {
  /** The host's end of its cable. */
  readonly transport: Transport;
  readonly padId: string;
  start(): void;
}

const buttons = 5;

/** A simulated pad with so many presses always on their way: each that the host confirms is told and followed by another. */
export function createRestlessPad(options: {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly serialNumber: string;
  readonly depth: number;
  acknowledged(count: number): void;
}): RestlessPad {
  const { clock, random, serialNumber, depth } = options;
  const line = createMemoryLine();
  const pad = createPadSimulator({
    clock,
    random,
    serialNumber,
    send: (bytes) => void line.b.write(bytes),
    settled({ outcome, count }) {
      if (outcome === 'acknowledged') options.acknowledged(count);
      press();
    },
  });

  function press(): void {
    pad.press(1 + Math.floor(random.fraction() * buttons));
  }

  return {
    transport: line.a,
    padId: `pingjia-line:${serialNumber}:01`,
    start() {
      void line.b.open({ data: (bytes) => pad.receive(bytes), closed: () => undefined });
      pad.plug();
      for (let waiting = 0; waiting < depth; waiting += 1) press();
    },
  };
}
