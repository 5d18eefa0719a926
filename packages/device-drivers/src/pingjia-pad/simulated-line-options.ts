import { existsSync } from 'node:fs';
import { ownTtyLine } from '../simulate/own-tty-line.ts';
import { socketLine, tcpLine } from '../simulate/socket-line.ts';
import type { CreateSimulatedLine } from '../simulate/simulated-line.ts';
import type { SimulatedFamily } from '../simulate/simulated-pad.ts';
import { tcpCallLine } from '../simulate/tcp-call-line.ts';
import { ttyLine } from '../simulate/tty-line.ts';
import { udpLine } from '../simulate/udp-line.ts';
import { webSocketLine } from '../simulate/web-socket-line.ts';
import { readWhole } from './read-arguments.ts';
import { type PadWorld, UsageError } from './tool.ts';

export const lineOptions = {
  socket: { type: 'string' },
  pty: { type: 'string' },
  tcp: { type: 'string' },
  udp: { type: 'string' },
  ws: { type: 'string' },
} as const;
type LineName = keyof typeof lineOptions;

/** What each kind of line is met on; a kind that is missing needs a device that a program cannot be. */
const fitting: Readonly<Partial<Record<string, readonly LineName[]>>> = {
  stream: ['socket', 'pty', 'tcp'],
  udp: ['udp'],
  websocket: ['ws'],
  'tcp-call': ['tcp'],
};

/** The one line that was named; throws UsageError where none or several were, or one the family does not speak on. */
export function chooseLine(
  { name, line, transports }: SimulatedFamily,
  values: Readonly<Partial<Record<LineName, string>>>,
  world: PadWorld,
): CreateSimulatedLine {
  const given = (Object.keys(lineOptions) as LineName[]).filter((option) => values[option] !== undefined);
  const [chosen] = given;
  const isReached = (option: LineName): boolean => transports?.includes(option === 'pty' ? 'serial' : option) ?? true;
  const possible = (fitting[line] ?? []).filter(isReached);
  if (possible.length === 0) throw new UsageError(`${name} cannot be simulated on a line of its own.`);
  if (chosen === undefined || given.length > 1 || !possible.includes(chosen)) {
    throw new UsageError(`${name} is met on one of: ${possible.map((option) => `--${option}`).join(', ')}.`);
  }
  const text = values[chosen] ?? '';
  switch (chosen) {
    case 'socket':
      return socketLine(world.resolve(text));
    case 'pty':
      return terminalLine(world.resolve(text), world);
    case 'tcp':
      return line === 'tcp-call' ? tcpCallLine(readPort(text)) : tcpLine(readPort(text));
    case 'ws':
      return webSocketLine(readPort(text));
    case 'udp': {
      const [, host, port] = /^(.+):(\d+)$/.exec(text) ?? [];
      if (host === undefined || port === undefined)
        throw new UsageError(`--udp ${text} cannot be read: write 127.0.0.1:8001.`);
      return udpLine(host.replace(/^\[(.*)\]$/, '$1'), readPort(port));
    }
  }
}

/** A terminal that is there is used, such as one end of a pair or an adapter; else one is made. */
function terminalLine(path: string, { clock }: PadWorld): CreateSimulatedLine {
  return existsSync(path) ? ttyLine(path, clock) : ownTtyLine(path);
}

const readPort = (text: string): number => readWhole(text, 'port', 1, 65_535);
