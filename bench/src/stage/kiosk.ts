import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hostStatusSchema } from '@pingjia/shared';
import { z } from 'zod';
import { type Program, startProgram } from './program.ts';
import type { Server } from './server.ts';

/** Milliseconds between two looks at the host. */
const look = 50;
const readySchema = z.object({ event: z.literal('ready'), link: z.string(), origin: z.string() });

/** One window's host in the browser shell, as a process of its own. */
export class Kiosk {
  /** Opens its screen, once. */
  readonly link: string;
  readonly #program: Program;
  readonly #api: string;
  readonly #folder: string;

  private constructor(program: Program, folder: string) {
    const { link, origin } = readySchema.parse(JSON.parse(program.line));
    this.link = link;
    this.#program = program;
    this.#api = `${origin}/local/v1`;
    this.#folder = folder;
  }

  /** A pad in `folder`, enrolled by `server` where one is given. */
  static async start(folder: string, server: Server | null): Promise<Kiosk> {
    const program = await startProgram({
      path: 'apps/kiosk/src/browser-shell/main.ts',
      args: ['--data-dir', folder, '--port', '0'],
      env:
        server === null
          ? {}
          : { PINGJIA_SERVER_URL: server.url, PINGJIA_ENROLLMENT_CODE: await server.enrollmentCode() },
      isReady: (line) => readySchema.safeParse(JSON.parse(line)).success,
    });
    return new Kiosk(program, folder);
  }

  /** Settles when it has nothing left to send. */
  async drained(): Promise<void> {
    for (;;) {
      const response = await this.#call('GET', '/status');
      const { sync } = hostStatusSchema.parse(await response.json());
      if (sync.phase === 'current' && sync.unsent === 0) return;
      await sleep(look);
    }
  }

  /** Awaits one rating, as the staff's PC asks for it; whatever was open is closed. */
  async arm(): Promise<void> {
    const response = await this.#call('POST', '/sessions', JSON.stringify({ by: 'staff' }));
    if (!response.ok) throw new Error(`arming was refused: ${await response.text()}`);
  }

  stop(): Promise<void> {
    return this.#program.stop();
  }

  async #call(method: string, path: string, body: string | null = null): Promise<Response> {
    const token = (await readFile(join(this.#folder, 'local-api.token'), 'utf8')).trim();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return fetch(this.#api + path, { method, headers, body });
  }
}
