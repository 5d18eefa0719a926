// The kiosk without Electron: device host, and its screen served on loopback to a browser in kiosk mode.
// Prints one JSON line per event on stdout for whoever supervises it; logs go to stderr.
import { answerHelp, describeFault, type Fault, parsePadAddresses } from '@pingjia/shared';
import { createLocalApi } from '../host/local-api/local-api.ts';
import { loadLocalToken } from '../host/local-api/local-token.ts';
import { readTextFile, writeFileAtomically } from '../host/journal/atomic-file.ts';
import { createLog } from '../host/platform/node-log.ts';
import { nodeFileSystem } from '../host/journal/node-file-system.ts';
import { startNodeHost } from '../host/start-node-host.ts';
import { readShellOptions, rendererProblem, usage } from './options.ts';
import { startScreenServer } from './screen-server.ts';

answerHelp(usage, process);
const log = createLog(process.env.PINGJIA_LOG_LEVEL);
const say = (event: Record<string, unknown>) => process.stdout.write(`${JSON.stringify(event)}\n`);

function give(found: Fault): never {
  say({ event: 'failed', ...found });
  process.stderr.write(`${describeFault(found)}\n`);
  process.exit(1);
}

function misused(what: string): never {
  process.stderr.write(`${what}\n`);
  process.exit(2);
}

const options = readShellOptions(process.argv.slice(2));
if (!options.ok) misused(`${options.error}\n\n${usage}`);
const { folder, queueBridge, port, renderer } = options.value;
const problem = await rendererProblem(renderer);
if (problem !== null) misused(problem);
const pads = parsePadAddresses(options.value.pads);
if (!pads.ok) give(pads.error);

const { PINGJIA_SERVER_URL: serverUrl, PINGJIA_ENROLLMENT_CODE: code } = process.env;
const started = await startNodeHost({
  folder,
  serverUrl,
  pads: pads.value,
  queueBridge,
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
  rendererFolder: renderer,
  port,
  localApi: createLocalApi(host, token),
  onLink: (link) => say({ event: 'link', link }),
}).catch(async (error: NodeJS.ErrnoException) => {
  process.stderr.write(
    `The screen cannot be served on port ${port}: ${error.code ?? error.message}. Choose another with --port.\n`,
  );
  await stop();
  process.exit(1);
});

if (serverUrl !== undefined && code !== undefined) {
  const enrolled = await host.enroll(serverUrl, code);
  if (!enrolled.ok) {
    say({ event: 'failed', ...enrolled.error });
    log.error(enrolled.error, 'enrollment failed');
  }
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
