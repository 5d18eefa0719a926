// Electron's main process: one locked-down window, one host process beside it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, ipcMain, MessageChannelMain } from 'electron';
import type { HostArguments } from './host-messages.ts';
import { type HostProcess, startHostProcess } from './host-process.ts';
import { declareScreenProtocol, serveScreen } from './screen-protocol.ts';
import { SmokeReport } from './smoke-report.ts';
import { openWindow, screenOrigin } from './window.ts';

const smoke = process.env.PINGJIA_SMOKE === '1';
const {
  PINGJIA_SERVER_URL: url,
  PINGJIA_ENROLLMENT_CODE: enrollmentCode,
  PINGJIA_PAD: pads = '',
  PINGJIA_QUEUE_BRIDGE: queueBridge,
} = process.env;
const begun = process.getCreationTime() ?? Date.now();
const here = import.meta.dirname;

const dataFolder = smoke
  ? await mkdtemp(join(tmpdir(), 'pingjia-smoke-'))
  : (process.env.PINGJIA_DATA_DIR ?? app.getPath('userData'));
app.setPath('userData', join(dataFolder, 'chromium'));
declareScreenProtocol();
if (app.requestSingleInstanceLock()) void app.whenReady().then(run);
else {
  process.stderr.write('Pingjia is already running on this machine.\n');
  app.exit(1);
}

async function run(): Promise<void> {
  const args: HostArguments = {
    folder: join(dataFolder, 'pad'),
    queueBridge,
    pads: pads.split(/\s+/).filter((text) => text !== ''),
    smoke,
    server: url === undefined || enrollmentCode === undefined ? null : { url, enrollmentCode },
  };
  const report = smoke ? new SmokeReport(begun, () => app.quit()) : null;
  // The host first: presses count before there is a window.
  const host = startHostProcess(
    join(here, 'host.mjs'),
    args,
    (message) => {
      if (message.type === 'failed') fail(message.message);
      report?.note(message);
    },
    (code) => fail(`The device host ended unexpectedly (exit ${code}).`),
  );
  stopWith(host);
  ipcMain.on('pingjia-bridge', ({ senderFrame, sender }) => {
    if (senderFrame === null || new URL(senderFrame.url).host !== new URL(screenOrigin).host) return;
    const { port1, port2 } = new MessageChannelMain();
    host.connect(port1);
    sender.postMessage('pingjia-bridge', null, [port2]);
    report?.interactive();
  });
  serveScreen(join(here, 'renderer'));
  const window = openWindow(join(here, 'preload.cjs'), !smoke && process.env.PINGJIA_WINDOWED !== '1');
  app.on('second-instance', () => window.focus());
  await window
    .loadURL(`${screenOrigin}/index.html`)
    .catch((error: Error) => fail(`The screen cannot be shown: ${error.message}`));
}

/** Quitting waits for the journal to be closed. */
function stopWith(host: HostProcess): void {
  let stopped = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void host.stop().then(async () => {
      stopped = true;
      // Chromium may still be writing there; what cannot be removed is the temporary folder's business.
      if (smoke) await rm(dataFolder, { recursive: true, force: true }).catch(() => undefined);
      app.quit();
    });
  });
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  app.exit(1);
}
