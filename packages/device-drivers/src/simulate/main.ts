import { parseArgs } from 'node:util';
import { nodeRandom } from '@pingjia/node-platform';
import { systemClock } from '@pingjia/shared';
import { isPadAddress } from '../pingjia-line/message.ts';
import { pingjiaLineSimulator } from '../pingjia-line/simulator.ts';
import { buildSimulation } from './build-simulation.ts';
import { socketLine } from './socket-line.ts';
import { ttyLine } from './tty-line.ts';

const usage =
  'usage: main.ts --line <socket path | pty:tty path> --control <socket path> [--address 01] [--serial SIM-0001]';

function fail(problem: string): never {
  process.stderr.write(`${problem}\n${usage}\n`);
  process.exit(2);
}

function readArguments(): { line: string; control: string; address: string; serial: string } {
  try {
    const { values } = parseArgs({
      options: {
        line: { type: 'string' },
        control: { type: 'string' },
        address: { type: 'string', default: '01' },
        serial: { type: 'string', default: 'SIM-0001' },
      },
    });
    const { line, control, address, serial } = values;
    if (line === undefined || control === undefined) return fail('--line and --control are needed');
    if (!isPadAddress(address)) return fail(`${address} is no pad address: 01 to FE`);
    if (!/^[A-Za-z0-9._-]{1,24}$/.test(serial))
      return fail(`${serial} is no serial number: 1 to 24 of A-Z a-z 0-9 . _ -`);
    return { line, control, address, serial };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

const { line, control, address, serial } = readArguments();
const simulation = buildSimulation({
  clock: systemClock,
  random: nodeRandom,
  family: pingjiaLineSimulator,
  options: { addr: address, serial },
  createLine: line.startsWith('pty:') ? ttyLine(line.slice('pty:'.length), systemClock) : socketLine(line),
  control,
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void simulation.stop().then(() => process.exit(0));
  });
}

const started = await simulation.start();
if (started.ok) process.stdout.write('ready\n');
else fail(started.error);
