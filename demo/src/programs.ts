import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kioskEventSchema, parseJson, seededSchema, type SeededWindow, serverReadySchema } from '@pingjia/shared';
import { requestEnrollmentCode } from './api.ts';
import { runToEnd } from './child.ts';
import { KeptProgram, type KeptProgramOptions } from './kept-program.ts';
import type { DemoOptions } from './options.ts';
import type { DemoSecrets } from './secrets.ts';
import { choosePadSockets } from './sockets.ts';

export type ProgramEvents = Pick<KeptProgramOptions<unknown>, 'onRestart' | 'onGivenUp'>;

/** The demo's programs, each started so that the next one finds it ready. */
export class Programs {
  readonly #options: DemoOptions;
  readonly #events: ProgramEvents;
  readonly #running: { stop(): Promise<void> }[] = [];

  constructor(options: DemoOptions, events: ProgramEvents) {
    this.#options = options;
    this.#events = events;
  }

  /** Takes a program that was started elsewhere into the order of stopping. */
  keep(program: { stop(): Promise<void> }): void {
    this.#running.push(program);
  }

  /** Newest first, so that nothing is stopped under something that still uses it. */
  async stop(): Promise<void> {
    for (const program of this.#running.splice(0).reverse()) await program.stop();
  }

  /** Resolves with the server's URL. */
  startServer(): Promise<string> {
    const { serverPort } = this.#options;
    const env = { ...this.#serverEnv(), PINGJIA_PORT: String(serverPort) };
    return this.#start({
      name: 'sync server',
      program: 'apps/sync-server/src/main.ts',
      env,
      readyLine: (line) => serverReadySchema.safeParse(parseJson(line)).data?.url,
    });
  }

  /** Fills the county; gives the window that the demo's pad stands at. */
  async seed(secrets: DemoSecrets): Promise<SeededWindow> {
    const { responseInterval } = this.#options;
    const printed = await runToEnd({
      name: 'seeding the demo county',
      program: 'apps/sync-server/src/seed/main.ts',
      logFile: this.#log('seed'),
      env: {
        ...this.#serverEnv(),
        PINGJIA_SEED_API_TOKEN: secrets.apiToken,
        PINGJIA_SEED_CONSOLE_USER: secrets.consoleUser,
        PINGJIA_SEED_CONSOLE_PASSWORD: secrets.consolePassword,
        ...(responseInterval === null ? {} : { PINGJIA_SEED_RESPONSE_INTERVAL: String(responseInterval * 1_000) }),
      },
    });
    const [first] = seededSchema.parse(parseJson(printed)).windows;
    if (first === undefined) throw new Error('the seeded county has no window');
    return first;
  }

  /** Starts the simulated pad; resolves with its address and the place of its buttons. */
  async startSimulatedPad(): Promise<{ address: string; control: string }> {
    const { line, control } = await choosePadSockets(this.#options.dataDir);
    const args = ['--line', line, '--control', control];
    await this.#start({
      name: 'simulated pad',
      program: 'packages/device-drivers/src/simulate/main.ts',
      args,
      readyLine: (line) => (line === 'ready' ? true : undefined),
    });
    return { address: `socket:${line}?profile=pingjia-line`, control };
  }

  /** The pad's host and screen in the browser shell. An unenrolled pad gets a code from the server. */
  async startKiosk(pads: readonly string[], serverUrl: string, code: string, onLink: (link: string) => void) {
    const { dataDir, kioskPort } = this.#options;
    const named = pads.flatMap((address) => ['--pad', address]);
    const args = ['--data-dir', join(dataDir, 'pad'), ...named, '--port', String(kioskPort)];
    const env = { PINGJIA_SERVER_URL: serverUrl, PINGJIA_ENROLLMENT_CODE: code };
    return this.#start(
      {
        name: 'kiosk',
        program: 'apps/kiosk/src/browser-shell/main.ts',
        args,
        env,
        readyLine: (line) => {
          const event = kioskEventSchema.safeParse(parseJson(line)).data;
          if (event?.event === 'link') onLink(event.link);
          return event?.event === 'ready' ? event : undefined;
        },
      },
      ({ link }) => onLink(link),
    );
  }

  static enrollmentCode(serverUrl: string, secrets: DemoSecrets, place: SeededWindow): Promise<string> {
    return requestEnrollmentCode(serverUrl, secrets.apiToken, place.siteId, place.windowId);
  }

  /** Starts a program and keeps it running; resolves when it is ready for the first time. */
  #start<T>(
    what: Pick<KeptProgramOptions<T>, 'name' | 'program' | 'args' | 'env' | 'readyLine'>,
    onReady: (value: T) => void = () => {},
  ): Promise<T> {
    const kept = new KeptProgram<T>({
      ...what,
      logFile: this.#log(what.name.replaceAll(' ', '-')),
      onReady,
      onRestart: this.#events.onRestart,
      onGivenUp: this.#events.onGivenUp,
    });
    this.#running.push(kept);
    return kept.start();
  }

  #serverEnv(): Record<string, string> {
    const console = fileURLToPath(new URL('../../apps/console/dist', import.meta.url));
    return {
      PINGJIA_DATA_DIR: join(this.#options.dataDir, 'server'),
      PINGJIA_HOST: '127.0.0.1',
      PINGJIA_CONSOLE_DIR: console,
    };
  }

  #log(name: string): string {
    return join(this.#options.dataDir, 'logs', `${name}.log`);
  }
}
