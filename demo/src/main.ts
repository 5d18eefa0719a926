// npm start: the whole of Pingjia on this machine, as a demo.
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFolder } from '@pingjia/node-platform';
import { answerHelp } from '@pingjia/shared';
import { type DemoFile, removeDemoFile, writeDemoFile } from './demo-file.ts';
import { findElectron } from './electron.ts';
import { parseOptions, usage } from './options.ts';
import { portProblem } from './ports.ts';
import { Programs } from './programs.ts';
import { loadSecrets } from './secrets.ts';
import { buildScreens } from './build-screens.ts';
import { startElectron } from './start-electron.ts';

answerHelp(usage, process);
const options = parseOptions(process.argv.slice(2), process.env.PINGJIA_CALLED_FROM ?? process.cwd());
if (typeof options === 'string') {
  console.error(options);
  process.exit(2);
}
const { dataDir, dataDirArgument } = options;
const step = (text: string) => console.log(`• ${text}`);

let stopping: Promise<void> | null = null;
let isAnnounced = false;
/** Whether demo.json is this demo's: another one may run on the folder. */
let isOurFolder = false;
const programs = new Programs(options, {
  onRestart: (name, how) => console.log(`  The ${name} ended (${how}) and is started again.`),
  onGivenUp: (name, how) => {
    console.error(`\nThe ${name} ends again and again (${how}); its log is in ${join(dataDir, 'logs')}.`);
    void stop(1);
  },
});

function stop(code: number): Promise<void> {
  stopping ??= (async () => {
    if (isOurFolder) await removeDemoFile(dataDir);
    await programs.stop();
    process.exit(code);
  })();
  return stopping;
}
process.on('SIGINT', () => {
  if (stopping !== null) process.exit(130);
  console.log('\nStopping …');
  void stop(0);
});
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

try {
  await start();
} catch (error) {
  if (stopping === null) {
    console.error(`\n${(error as Error).message}`);
    await stop(1);
  }
}

async function start(): Promise<void> {
  if (typeof options === 'string') return;
  await mkdir(join(dataDir, 'logs'), { recursive: true });
  const lock = await lockFolder(dataDir);
  if (!lock.ok) {
    throw new Error(
      `A demo runs on ${dataDir} already, and was left alone: its demo.json has the addresses. Stop it first, or start another one with --data-dir <folder>, --server-port and --kiosk-port.`,
    );
  }
  isOurFolder = true;
  const problem = await portProblem(options);
  if (problem !== null) throw new Error(problem);
  await chmod(join(dataDir, 'logs'), 0o700);
  await removeDemoFile(dataDir);
  await buildScreens(step);
  step('Starting the sync server and its PostgreSQL …');
  const secrets = loadSecrets(join(dataDir, 'secrets.json'));
  const serverUrl = await programs.startServer();
  const place = await programs.seed(secrets);
  const simulated = options.pads.length === 0 ? await programs.startSimulatedPad() : null;
  const pads = simulated === null ? options.pads : [simulated.address];
  step(`Starting the window pad (${simulated === null ? pads.join(', ') : 'simulated'}) …`);
  const code = await Programs.enrollmentCode(serverUrl, secrets, place);

  const electron = findElectron(process.env, process.platform);
  let demo: DemoFile = {
    serverUrl,
    consoleUrl: `${serverUrl}/`,
    kioskUrl: null,
    ...secrets,
    deviceId: null,
    padControl: simulated?.control ?? null,
    localApi: null,
    localApiTokenFile: join(dataDir, 'pad', 'local-api.token'),
  };
  if ('path' in electron) {
    const onEnd = (problem: string | null) => {
      if (problem !== null) console.error(`\n${problem}`);
      void stop(problem === null ? 0 : 1);
    };
    const logFile = join(dataDir, 'logs', 'electron.log');
    programs.keep(startElectron({ binary: electron.path, dataDir, pads, serverUrl, code, logFile, onEnd }));
  } else {
    step(`The screen is served to your browser: ${electron.missing}, so the Electron shell stays closed.`);
    const kiosk = await programs.startKiosk(pads, serverUrl, code, (kioskUrl) => {
      demo = { ...demo, kioskUrl };
      if (isAnnounced) writeDemoFile(dataDir, demo);
      if (isAnnounced) console.log(`  The screen’s next link: ${kioskUrl}`);
    });
    demo = { ...demo, kioskUrl: kiosk.link, deviceId: kiosk.device, localApi: `${kiosk.origin}/local/v1` };
  }
  writeDemoFile(dataDir, demo);
  announce(demo);
  isAnnounced = true;
}

function announce({ serverUrl, consoleUrl, kioskUrl, consoleUser, consolePassword, padControl }: DemoFile): void {
  console.log(`
评价 Pingjia is running.

  Pad’s screen   ${kioskUrl ?? 'in its own window'}
  Console        ${consoleUrl}   user ${consoleUser}, password ${consolePassword}
  API            ${serverUrl}/api/docs

  Press a button: ${padControl === null ? 'on your pad' : `npm run press -- 5${dataDirArgument}    (in another terminal; 5 = very satisfied … 1 = very dissatisfied)`}
  or touch the screen. Then look at the console.

  Everything is kept in ${dataDir} (demo.json has the addresses and the API token).
  Ctrl-C stops; the next start finds it all again.
`);
}
