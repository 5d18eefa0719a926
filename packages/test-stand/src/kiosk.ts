import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HostStatus, hostStatusSchema, type KioskEvent, kioskEventSchema, parseJson } from '@pingjia/shared';
import { type Program, startProgram } from './program.ts';

export type KioskReady = KioskEvent & { readonly event: 'ready' };

export interface KioskOptions {
  /** Where the pad keeps its data. */
  readonly folder: string;
  /** Pad addresses. */
  readonly pads?: readonly string[];
  /** A free one unless named. */
  readonly port?: number;
  /** Whom it enrolls with, where it is to. */
  readonly enrollment?: { readonly serverUrl: string; readonly code: string } | null;
  /** A new link to its screen. */
  readonly onLink?: (link: string) => void;
}

/** One window's host in the browser shell, as a process. */
export function startKiosk({
  folder,
  pads = [],
  port = 0,
  enrollment = null,
  onLink,
}: KioskOptions): Promise<Program<KioskReady>> {
  return startProgram({
    path: 'apps/kiosk/src/browser-shell/main.ts',
    args: ['--data-dir', folder, ...pads.flatMap((pad) => ['--pad', pad]), '--port', String(port)],
    env:
      enrollment === null ? {} : { PINGJIA_SERVER_URL: enrollment.serverUrl, PINGJIA_ENROLLMENT_CODE: enrollment.code },
    readyLine: (line) => {
      const event = eventOf(line);
      return event?.event === 'ready' ? event : undefined;
    },
    onLine: (line) => {
      const event = eventOf(line);
      if (event?.event === 'link') onLink?.(event.link);
    },
  });
}

function eventOf(line: string): KioskEvent | undefined {
  return kioskEventSchema.safeParse(parseJson(line)).data;
}

/** The local API of the host with its data in `folder`, as the staff's PC and the queue system call it. */
export class LocalApi {
  readonly #origin: string;
  readonly #folder: string;

  constructor(origin: string, folder: string) {
    this.#origin = origin;
    this.#folder = folder;
  }

  get token(): string {
    return readFileSync(join(this.#folder, 'local-api.token'), 'utf8').trim();
  }

  /** A string goes as it is, anything else as JSON; null: no body. */
  call(method: string, path: string, body: unknown = null, token = this.token): Promise<Response> {
    return fetch(`${this.#origin}/local/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === null ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }

  async status(): Promise<HostStatus> {
    return hostStatusSchema.parse(await (await this.call('GET', '/status')).json());
  }
}
