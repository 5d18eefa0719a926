import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  deviceItemSchema,
  type DeviceItem,
  evaluationPageSchema,
  type EvaluationItem,
  type HostStatus,
  type SeededWindow,
} from '@pingjia/shared';
import { pressOn } from '@pingjia/device-drivers/testing';
import { freePort } from '@pingjia/test-stand/free-port';
import { LocalApi, startKiosk } from '@pingjia/test-stand/kiosk';
import { type Program, root, startProgram } from '@pingjia/test-stand/program';
import { requestEnrollmentCode, seedCounty, startServer } from '@pingjia/test-stand/server';

const apiToken = 'e2e-token-0123456789abcdef';
export const consoleUser = 'admin';
export const consolePassword = 'e2e-password-0123';

/** A server with its PostgreSQL, a county in it, and one window's pad host: real processes that can be stopped and killed. */
export class County {
  readonly folder: string;
  readonly port: number;
  #server: Program<unknown> | null = null;
  #kiosk: Program<unknown> | null = null;
  #pad: Program<unknown> | null = null;
  #place: SeededWindow | null = null;
  #link = '';
  readonly #kioskPort: number;
  readonly #databaseUrl: string | undefined;

  private constructor(folder: string, port: number, kioskPort: number, databaseUrl: string | undefined) {
    this.folder = folder;
    this.port = port;
    this.#kioskPort = kioskPort;
    this.#databaseUrl = databaseUrl;
  }

  /** On a database of its own, unless one is named. */
  static async create(databaseUrl?: string): Promise<County> {
    const folder = await mkdtemp(join(tmpdir(), 'pingjia-e2e-'));
    return new County(folder, await freePort(), await freePort(), databaseUrl);
  }

  get serverUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The pad's screen, to be opened once. */
  get screenLink(): string {
    return this.#link;
  }

  get padLine(): string {
    return join(this.folder, 'pad.sock');
  }

  get kioskFolder(): string {
    return join(this.folder, 'pad');
  }

  async startServer(): Promise<void> {
    this.#server = await startServer({
      ...this.#serverEnv(),
      PINGJIA_PORT: String(this.port),
      PINGJIA_CONSOLE_DIR: join(root, 'apps/console/dist'),
    });
  }

  /** Fills the county. `responseInterval` in milliseconds; 0: every key counts. */
  async seed(responseInterval: number): Promise<void> {
    this.#place = await seedCounty({
      ...this.#serverEnv(),
      PINGJIA_SEED_API_TOKEN: apiToken,
      PINGJIA_SEED_CONSOLE_USER: consoleUser,
      PINGJIA_SEED_CONSOLE_PASSWORD: consolePassword,
      PINGJIA_SEED_RESPONSE_INTERVAL: String(responseInterval),
    });
  }

  /** A simulated pad as a process, listening for its host. */
  async startPad(): Promise<void> {
    this.#pad = await startProgram({
      path: 'packages/device-drivers/src/simulate/main.ts',
      args: ['--line', this.padLine, '--control', this.#control],
      readyLine: (line) => (line === 'ready' ? true : undefined),
    });
  }

  /** Presses a button of the simulated pad; resolves when the host has confirmed every press, or says which it did not. */
  press(key: number, times = 1, everyMs = 0) {
    return pressOn(this.#control, { press: key, times, everyMs });
  }

  padState() {
    return pressOn(this.#control, { state: true });
  }

  /** Starts the pad's host; the first time with an enrollment code if the server runs. */
  async startKiosk(pad = `socket:${this.padLine}?profile=pingjia-line`): Promise<void> {
    const kiosk = await startKiosk({
      folder: this.kioskFolder,
      pads: [pad],
      port: this.#kioskPort,
      enrollment: this.#server === null ? null : { serverUrl: this.serverUrl, code: await this.enrollmentCode() },
      onLink: (link) => {
        this.#link = link;
      },
    });
    this.#kiosk = kiosk;
    this.#link = kiosk.ready.link;
    // What a key means is the server's to configure: from here on the pad knows.
    if (this.#server !== null)
      await eventually(
        () => this.hostStatus(),
        ({ sync }) => sync.phase === 'current',
      );
  }

  /** What the pad's host says of itself on its local API. */
  hostStatus(): Promise<HostStatus> {
    return this.#localApi.status();
  }

  get localToken(): string {
    return this.#localApi.token;
  }

  /** A call of the staff PC or the queue system. A string goes as it is, anything else as JSON. */
  local(method: string, path: string, body: unknown, token?: string): Promise<Response> {
    return this.#localApi.call(method, path, body, token);
  }

  /** `deviceId`: to enroll a pad anew as this device. */
  async enrollmentCode(deviceId?: string): Promise<string> {
    if (this.#place === null) throw new Error('the county was not seeded');
    return requestEnrollmentCode({ url: this.serverUrl, apiToken }, this.#place, deviceId);
  }

  stopServer = () => this.#end('server', 'stop');
  killServer = () => this.#end('server', 'kill');
  stopKiosk = () => this.#end('kiosk', 'stop');
  killKiosk = () => this.#end('kiosk', 'kill');

  api(
    path: string,
    init: { method?: string; body?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    return fetch(this.serverUrl + path, { ...init, headers: { authorization: `Bearer ${apiToken}`, ...init.headers } });
  }

  /** Every evaluation the server holds, in the order in which it accepted them. */
  async evaluations(): Promise<EvaluationItem[]> {
    const items: EvaluationItem[] = [];
    for (let cursor = ''; ; ) {
      const response = await this.api(`/api/v1/evaluations?order=asc&limit=500${cursor}`);
      const page = evaluationPageSchema.parse(await response.json());
      items.push(...page.items);
      if (page.items.length === 0 || page.nextCursor === null) return items;
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
  }

  async device(): Promise<DeviceItem> {
    const { items } = (await (await this.api('/api/v1/devices')).json()) as { items: unknown[] };
    return deviceItemSchema.parse(items[0]);
  }

  async close(): Promise<void> {
    await this.#end('kiosk', 'stop');
    await this.#pad?.stop();
    await this.#end('server', 'stop');
    await rm(this.folder, { recursive: true, force: true });
  }

  get #control(): string {
    return join(this.folder, 'control.sock');
  }

  #serverEnv(): Record<string, string> {
    const url = this.#databaseUrl;
    return {
      PINGJIA_DATA_DIR: join(this.folder, 'server'),
      ...(url === undefined ? {} : { PINGJIA_DATABASE_URL: url }),
    };
  }

  get #localApi(): LocalApi {
    return new LocalApi(`http://127.0.0.1:${this.#kioskPort}`, this.kioskFolder);
  }

  async #end(which: 'server' | 'kiosk', how: 'stop' | 'kill'): Promise<void> {
    const program = which === 'server' ? this.#server : this.#kiosk;
    if (which === 'server') this.#server = null;
    else this.#kiosk = null;
    await program?.[how]();
  }
}

/** Builds a county with server, pad and host, runs, and takes everything down again. */
export async function withCounty(
  run: (county: County) => Promise<void>,
  { responseInterval = 0, pad = true } = {},
): Promise<void> {
  const county = await County.create();
  try {
    await county.startServer();
    await county.seed(responseInterval);
    if (pad) await county.startPad();
    await run(county);
  } finally {
    await county.close();
  }
}

/** Asks until `holds`; fails after `patience` milliseconds with what it saw last. */
export async function eventually<T>(
  ask: () => Promise<T>,
  holds: (value: T) => boolean,
  patience = 60_000,
  every = 50,
): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (performance.now() > end)
      throw new Error(`did not come to hold; last seen: ${JSON.stringify(value)?.slice(0, 500)}`);
    await new Promise((resolve) => {
      setTimeout(resolve, every);
    });
  }
}
