import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parsePadAddress } from '@pingjia/shared';

export interface DemoOptions {
  /** Holds everything the demo keeps, absolute. */
  readonly dataDir: string;
  /** Names that folder to another command of the demo; empty for the one that it takes anyway. */
  readonly dataDirArgument: string;
  readonly serverPort: number;
  readonly kioskPort: number;
  /** Addresses of real pads; none: a simulated one. */
  readonly pads: readonly string[];
  /** Seconds within which a further key is a repeat; null: the default of the county. */
  readonly responseInterval: number | null;
}

export const usage = `Usage: npm start -- [options]
  --data-dir <folder>          everything the demo keeps (default .pingjia)
  --server-port <port>         sync server and console (default 4300)
  --kiosk-port <port>          the pad's screen (default 4310)
  --pad <address>              a real pad, such as serial:/dev/ttyUSB0?profile=pingjia-line; may be given several times
                               (default: a simulated one)
  --response-interval <s>      seconds within which a further key counts as a repeat (default 5; 0: every key counts)`;

/** Where the demo keeps everything unless told. */
export const defaultDataDir = '.pingjia';

/** Seconds. */
const longestInterval = 60;
const wrongInterval = `--response-interval takes whole seconds, 0 to ${longestInterval}.\n${usage}`;

/** The folder that `--data-dir` names, absolute. */
export function findDataDir(given: string, calledFrom: string): string {
  return resolve(calledFrom, given);
}

/** Reads the command line; a sentence for the user where it makes no sense. */
export function parseOptions(args: readonly string[], calledFrom: string): DemoOptions | string {
  let values: ReturnType<typeof readArgs>;
  try {
    values = readArgs(args);
  } catch (error) {
    return `${(error as Error).message}\n${usage}`;
  }
  const serverPort = port(values['server-port']);
  const kioskPort = port(values['kiosk-port']);
  if (serverPort === null || kioskPort === null) return `A port is a number from 1 to 65535.\n${usage}`;
  const pads = values.pad.filter((address) => address !== 'simulated');
  const wrong = pads.find((address) => !parsePadAddress(address).ok);
  if (wrong !== undefined)
    return `"${wrong}" is no pad address; write it like serial:/dev/ttyUSB0?profile=pingjia-line.`;
  const interval = values['response-interval'];
  if (interval !== undefined && !(/^\d{1,2}$/.test(interval) && Number(interval) <= longestInterval))
    return wrongInterval;
  const dataDir = findDataDir(values['data-dir'], calledFrom);
  return {
    dataDir,
    dataDirArgument: dataDir === findDataDir(defaultDataDir, calledFrom) ? '' : ` --data-dir ${quoted(dataDir)}`,
    serverPort,
    kioskPort,
    pads,
    responseInterval: interval === undefined ? null : Number(interval),
  };
}

function readArgs(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'data-dir': { type: 'string', default: defaultDataDir },
      'server-port': { type: 'string', default: '4300' },
      'kiosk-port': { type: 'string', default: '4310' },
      pad: { type: 'string', multiple: true, default: [] },
      'response-interval': { type: 'string' },
    },
  });
  return values;
}

function quoted(path: string): string {
  return /^[\w./~-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

function port(text: string): number | null {
  const value = Number(text);
  return /^\d{1,5}$/.test(text) && value >= 1 && value <= 65_535 ? value : null;
}
