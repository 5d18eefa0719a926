// The device host inside Electron: a utility process of its own, so that nothing the screen does can hold up a press.
import { describeFault, ok, parsePadAddresses } from '@pingjia/shared';
import type { MessagePortMain, ParentPort } from 'electron';
import { createLog } from '../host/platform/node-log.ts';
import { startNodeHost } from '../host/start-node-host.ts';
import type { FromHost, HostArguments, ToHost } from './host-messages.ts';
import { createPortScreen } from './port-screen.ts';

const { parentPort } = process as unknown as { parentPort: ParentPort };
const tell = (message: FromHost) => parentPort.postMessage(message);
const log = createLog(process.env.PINGJIA_LOG_LEVEL);

const { folder, pads: padTexts, queueBridge, smoke, server } = JSON.parse(process.argv.at(-1) ?? '{}') as HostArguments;
// Only in a smoke run, and only from a file that no package ships.
const stage = smoke
  ? await (await import(new URL('smoke/smoke-stage.mjs', import.meta.url).href)).prepareSmokeStage(folder)
  : null;
const pads = stage === null ? parsePadAddresses(padTexts) : ok([stage.pad]);

const started = !pads.ok
  ? pads
  : await startNodeHost({
      folder,
      serverUrl: server?.url,
      pads: pads.value,
      queueBridge,
      log,
      ...(stage === null ? {} : { openTransport: stage.openTransport }),
      onPainted: (view) => {
        if (smoke && 'evaluationId' in view) tell({ type: 'painted' });
      },
    });

if (started.ok) serve(started.value);
else {
  tell({ type: 'failed', message: describeFault(started.error) });
  process.exitCode = 1;
}

function serve({ host, stop }: Extract<typeof started, { ok: true }>['value']): void {
  parentPort.on('message', ({ data, ports }: { data: unknown; ports: MessagePortMain[] }) => {
    const message = data as ToHost;
    const [port] = ports;
    if (message.type === 'screen' && port !== undefined) host.screen.hub.attach(createPortScreen(port));
    if (message.type === 'stop') {
      void stop().then(() => {
        tell({ type: 'stopped' });
        process.exit(0);
      });
    }
  });
  tell({ type: 'ready' });
  if (server !== null) {
    void host.enroll(server.url, server.enrollmentCode).then((enrolled) => {
      if (!enrolled.ok) log.error(enrolled.error, 'enrollment failed');
    });
  }
  stage?.pressOnce(host, () => tell({ type: 'journaled' }));
}
