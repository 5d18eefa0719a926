import { join } from 'node:path';
import { parsePadAddress, type RandomSource } from '@pingjia/shared';
import { type Transport, transportForAddress } from '@pingjia/device-drivers';
import { type SimulatedLine, socketLine, udpLine, webSocketLine } from '@pingjia/device-drivers/simulate';

export type LineKind = 'socket' | 'udp' | 'ws';

/** Both ends of one connection between a simulated pad and a host, through this machine's own network stack. */
export interface PadLine {
  /** What the host hears. */
  hear: (bytes: Uint8Array) => void;
  /** The pad speaks. */
  send(bytes: Uint8Array): void;
  close(): Promise<void>;
}

export async function openPadLine(kind: LineKind, folder: string, random: RandomSource): Promise<PadLine> {
  const port = 20_000 + Math.floor(random.fraction() * 10_000);
  const path = join(folder, `${port}.sock`);
  const pad = makeLine(kind, path, port);
  const plugged = await pad.plug();
  if (!plugged.ok) throw new Error(plugged.error);
  const transport = transportTo(kind === 'socket' ? `socket:${path}` : `${kind}:127.0.0.1:${port}`);
  const line: PadLine = {
    hear: () => undefined,
    send: (bytes) => pad.send(bytes),
    async close() {
      await transport.close();
      await pad.unplug();
    },
  };
  const opened = await transport.open({ data: (bytes) => line.hear(bytes), closed: () => undefined });
  if (!opened.ok) throw new Error(opened.error.code);
  // A datagram port knows its host by what it said.
  await transport.write(Uint8Array.of(0));
  await answered(line);
  return line;
}

function makeLine(kind: LineKind, path: string, port: number): SimulatedLine {
  const ignore = (): void => undefined;
  if (kind === 'socket') return socketLine(path)(ignore);
  return kind === 'udp' ? udpLine('127.0.0.1', port)(ignore) : webSocketLine(port)(ignore);
}

function transportTo(text: string): Transport {
  const address = parsePadAddress(text);
  const transport = address.ok ? transportForAddress(address.value) : address;
  if (!transport.ok) throw new Error(transport.error.code);
  return transport.value;
}

/** Settles when the pad's words reach the host. */
async function answered(line: PadLine): Promise<void> {
  const waiting = { heard: false };
  line.hear = () => {
    waiting.heard = true;
  };
  while (!waiting.heard) {
    line.send(Uint8Array.of(0));
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
