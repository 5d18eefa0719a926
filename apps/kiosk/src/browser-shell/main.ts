// The kiosk without Electron: device host, and its screen served on loopback to a browser in kiosk mode.
// Prints one JSON line per event on stdout for whoever supervises it; logs go to stderr.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeFault, type Fault, parsePadAddresses } from '@pingjia/shared';
import { createLocalApi } from '../host/local-api/local-api.ts';
import { loadLocalToken } from '../host/local-api/local-token.ts';
import { readTextFile, writeFileAtomically } from '../host/journal/atomic-file.ts';
import { createLog } from '../host/platform/node-log.ts';
import { nodeFileSystem } from '../host/journal/node-file-system.ts';
import { startNodeHost } from '../host/start-node-host.ts';
import { startScreenServer } from './screen-server.ts';

const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    pad: { type: 'string', multiple: true, default: [] },
    'queue-bridge': { type: 'string' },
    port: { type: 'string', default: '4310' },
    renderer: { type: 'string', default: fileURLToPath(new URL('../../out/renderer', import.meta.url)) },
  },
});

const log = createLog(process.env.PINGJIA_LOG_LEVEL);
const say = (event: Record<string, unknown>) => process.stdout.write(`${JSON.stringify(event)}\n`);

function give(found: Fault): never {
  say({ event: 'failed', ...found });
  process.stderr.write(`${describeFault(found)}\n`);
  process.exit(1);
}

const folder = values['data-dir'];
if (folder === undefined) {
  process.stderr.write('Name the folder of this pad: --data-dir <folder>\n');
  process.exit(2);
}
const pads = parsePadAddresses(values.pad);
if (!pads.ok) give(pads.error);

const { PINGJIA_SERVER_URL: serverUrl, PINGJIA_ENROLLMENT_CODE: code } = process.env;
const started = await startNodeHost({
  folder,
  serverUrl,
  pads: pads.value,
  queueBridge: values['queue-bridge'],
  log,
  onPainted: (view, after) => log.debug({ state: view.state, after }, 'painted'),
});
if (!started.ok) give(started.error);
const { host, stop } = started.value;

const token = await loadLocalToken(nodeFileSystem, folder);
const admittedFile = `${folder}/screen-session`;
const screen = await startScreenServer({
  hub: host.screen.hub,
  sessions: {
    admitted: await readTextFile(nodeFileSystem, admittedFile),
    onAdmitted: (fingerprint) => {
      writeFileAtomically(nodeFileSystem, admittedFile, fingerprint).catch((error: Error) =>
        log.warn({ reason: error.message }, 'this screen will need a new link after the next start'),
      );
    },
  },
  rendererFolder: values.renderer,
  port: Number(values.port),
  localApi: createLocalApi(host, token),
  onLink: (link) => say({ event: 'link', link }),
}).catch(async (error: NodeJS.ErrnoException) => {
  process.stderr.write(
    `The screen cannot be served on port ${values.port}: ${error.code ?? error.message}. Choose another with --port.\n`,
  );
  await stop();
  process.exit(1);
});

if (serverUrl !== undefined && code !== undefined) {
  const enrolled = await host.enroll(serverUrl, code);
  if (!enrolled.ok) log.error(enrolled.error, 'enrollment failed');
}
say({ event: 'ready', link: screen.link, origin: screen.origin, device: host.status().device });

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(1);
    stopping = true;
    void (async () => {
      await screen.close();
      await stop();
      process.exit(0);
    })();
  });
}
