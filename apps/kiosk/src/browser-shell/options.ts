import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '@pingjia/shared';

export interface ShellOptions {
  /** The pad's folder. */
  readonly folder: string;
  /** Addresses as written. */
  readonly pads: readonly string[];
  readonly queueBridge: string | undefined;
  /** Loopback port; 0: any. */
  readonly port: number;
  /** Folder of the built screen. */
  readonly renderer: string;
}

export const usage = `Usage: node apps/kiosk/src/browser-shell/main.ts --data-dir <folder> [options]

  --data-dir <folder>        everything this pad keeps
  --pad <address>            a button pad, such as serial:/dev/ttyUSB0?profile=pingjia-line; may be given several times
  --port <port>              where the screen is served on this machine; 0: any (default 4310)
  --queue-bridge <address>   where a queue system may ask, such as 127.0.0.1:7792?from=10.0.0.5
  --renderer <folder>        another build of the screen

PINGJIA_SERVER_URL and PINGJIA_ENROLLMENT_CODE enroll this pad; PINGJIA_LOG_LEVEL is the level of the log on stderr.`;

/** Reads the command line; the error is a sentence for the user. */
export function readShellOptions(args: readonly string[]): Result<ShellOptions, string> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'data-dir': { type: 'string' },
        pad: { type: 'string', multiple: true, default: [] },
        'queue-bridge': { type: 'string' },
        port: { type: 'string', default: '4310' },
        renderer: { type: 'string', default: fileURLToPath(new URL('../../out/renderer', import.meta.url)) },
      },
    });
    const { 'data-dir': folder, pad: pads, 'queue-bridge': queueBridge, port, renderer } = values;
    if (folder === undefined || folder === '') return err('Name the folder of this pad: --data-dir <folder>');
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
      return err(`--port takes a number from 0 to 65535, not "${port}".`);
    return ok({ folder, pads, queueBridge, port: Number(port), renderer });
  } catch (error) {
    return err((error as Error).message);
  }
}

/** What is wrong with the folder of the built screen; null where nothing is. */
export async function rendererProblem(folder: string): Promise<string | null> {
  const page = await stat(`${folder}/index.html`).catch(() => null);
  if (page?.isFile() === true) return null;
  return `There is no built screen in ${folder}: build it with npm run build, or name the folder of another with --renderer.`;
}
