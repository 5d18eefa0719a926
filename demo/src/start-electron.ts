import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { keepLog } from './child.ts';

export interface ElectronOptions {
  readonly binary: string;
  readonly dataDir: string;
  readonly pads: readonly string[];
  readonly serverUrl: string;
  readonly code: string;
  readonly logFile: string;
  /** The window was closed, or Electron could not go on; `problem` says so. */
  readonly onEnd: (problem: string | null) => void;
}

const app = fileURLToPath(new URL('../../apps/kiosk/out', import.meta.url));

/** The built kiosk in a real Electron; it keeps its data where the browser shell keeps its own. */
export function startElectron(options: ElectronOptions): { stop(): Promise<void> } {
  const { binary, dataDir, pads, serverUrl, code, logFile, onEnd } = options;
  const child = spawn(binary, [app, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      PINGJIA_DATA_DIR: dataDir,
      // A demo leaves its user a way out of the screen.
      PINGJIA_WINDOWED: '1',
      PINGJIA_PAD: pads.join(' '),
      PINGJIA_SERVER_URL: serverUrl,
      PINGJIA_ENROLLMENT_CODE: code,
    },
  });
  keepLog(child, logFile);
  let stopping = false;
  child.once('error', (error) => onEnd(`Electron could not be started: ${error.message}`));
  child.once('exit', (exit, signal) => {
    if (!stopping) onEnd(exit === 0 ? null : `Electron ended (${signal ?? `exit ${exit}`}); ${logFile} says why.`);
  });
  return {
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
