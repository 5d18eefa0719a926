import { setTimeout as sleep } from 'node:timers/promises';
import { type KioskReady, LocalApi, startKiosk } from '@pingjia/test-stand/kiosk';
import type { Program } from '@pingjia/test-stand/program';
import type { Server } from './server.ts';

/** Milliseconds between two looks at the host. */
const look = 50;

/** One window's host in the browser shell, as a process of its own. */
export class Kiosk {
  readonly #program: Program<KioskReady>;
  readonly #api: LocalApi;

  private constructor(program: Program<KioskReady>, folder: string) {
    this.#program = program;
    this.#api = new LocalApi(program.ready.origin, folder);
  }

  /** A pad in `folder`, enrolled by `server` where one is given. */
  static async start(folder: string, server: Server | null): Promise<Kiosk> {
    const enrollment = server === null ? null : { serverUrl: server.url, code: await server.enrollmentCode() };
    return new Kiosk(await startKiosk({ folder, enrollment }), folder);
  }

  /** Opens its screen, once. */
  get link(): string {
    return this.#program.ready.link;
  }

  /** Settles when it has nothing left to send. */
  async drained(): Promise<void> {
    for (;;) {
      const { sync } = await this.#api.status();
      if (sync.phase === 'current' && sync.unsent === 0) return;
      await sleep(look);
    }
  }

  /** Awaits one rating, as the staff's PC asks for it; whatever was open is closed. */
  async arm(): Promise<void> {
    const response = await this.#api.call('POST', '/sessions', { by: 'staff' });
    if (!response.ok) throw new Error(`arming was refused: ${await response.text()}`);
  }

  stop(): Promise<void> {
    return this.#program.stop();
  }
}
