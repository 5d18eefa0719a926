import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ElectronOptions {
  readonly binary: string;
  readonly dataDir: string;
  readonly pad: string;
  readonly serverUrl: string;
  readonly code: string;
  /** The window was closed. */
  readonly onEnd: () => void;
}

const app = fileURLToPath(new URL('../../apps/kiosk/out', import.meta.url));

/** The built kiosk in a real Electron; it keeps its data where the browser shell keeps its own. */
export async function startElectron({ binary, dataDir, pad, serverUrl, code, onEnd }: ElectronOptions): Promise<void> {
  const child = spawn(binary, [app, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])], {
    stdio: 'ignore',
    env: {
      ...process.env,
      PINGJIA_DATA_DIR: dataDir,
      // A demo leaves its user a way out of the screen.
      PINGJIA_WINDOWED: '1',
      PINGJIA_PAD: pad,
      PINGJIA_SERVER_URL: serverUrl,
      PINGJIA_ENROLLMENT_CODE: code,
    },
  });
  child.once('exit', onEnd);
  process.once('exit', () => child.kill('SIGTERM'));
}
