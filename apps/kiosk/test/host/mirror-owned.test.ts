import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  bridgeVersion,
  type BridgeRequest,
  fault,
  type HostMessage,
  type MirrorCheckpoint,
  type MirrorPage,
  type MirrorRecord,
  ok,
} from '@pingjia/shared';
import { describe, expect, test } from 'vitest';
import { judgeMirror } from '../../src/host/bridge/mirror-judge.ts';
import type { ScreenChannel } from '../../src/host/bridge/screen-channel.ts';
import type { Host } from '../../src/host/host.ts';
import { code, EnrollingServer, first, second, serverUrl } from './enrolling-server.ts';
import { withPlainHost } from './with-plain-host.ts';

const pressId = 'aaaaaaaa-0000-4000-8000-000000000001';
const undecided = fault('MIRROR_UNDECIDED', first);

/** A screen's copy of the journal, that pulls and gives back as the browser's does. */
class PlainMirror {
  readonly records: MirrorRecord[] = [];
  #checkpoint: MirrorCheckpoint | null = null;
  #device: string | null | undefined;

  /** Pulls until there is no more: `current`, `reset` or the code of a fault. */
  async follow(host: Host): Promise<string> {
    const ask = attach(host);
    for (;;) {
      const answer = await ask({ method: 'mirror.pull', after: this.#checkpoint, device: this.#device, limit: 100 });
      if (answer.type === 'fault') return answer.fault.code;
      const page = answer.result as MirrorPage;
      if (page.outcome === 'reset') return 'reset';
      if (page.outcome === 'heal') {
        const { epoch, from, to } = page;
        const held = this.records.filter((one) => one.epoch === epoch && one.seq >= from && one.seq <= to);
        await ask({ method: 'mirror.heal', epoch, from, to, texts: held.map(({ text }) => text) });
        continue;
      }
      if (page.records.length === 0) return 'current';
      this.records.push(...page.records);
      this.#checkpoint = page.checkpoint;
      this.#device = page.device;
    }
  }
}

type Answer = Extract<HostMessage, { type: 'result' | 'fault' }>;

/** A screen that asks one thing at a time. */
function attach(host: Host): (request: BridgeRequest) => Promise<Answer> {
  let say: (text: string) => void = () => {};
  let answered: (answer: Answer) => void = () => {};
  const channel: ScreenChannel = {
    send: (text) => {
      const message = JSON.parse(text) as HostMessage;
      if (message.type === 'result' || message.type === 'fault') answered(message);
    },
    onMessage: (handler) => {
      say = handler;
    },
    onClose: () => {},
    close: () => {},
  };
  host.screen.hub.attach(channel);
  say(JSON.stringify({ type: 'hello', version: bridgeVersion }));
  return (request) =>
    new Promise((resolve) => {
      answered = resolve;
      say(JSON.stringify({ type: 'request', id: 1, request }));
    });
}

interface EmptiedPad {
  readonly server: EnrollingServer;
  readonly mirror: PlainMirror;
  run(act: (host: Host) => Promise<void>): Promise<void>;
}

/** A pad that took a press, as `device` where there is one, whose folder was emptied; its browser's profile was not. */
async function withEmptiedPad(device: string | null, act: (pad: EmptiedPad) => Promise<void>): Promise<void> {
  const server = new EnrollingServer();
  server.device = device;
  const mirror = new PlainMirror();
  await withPlainHost(
    async ({ folder, run }) => {
      await run(async (host) => {
        if (device !== null) expect(await host.enroll(serverUrl, code)).toEqual(ok());
        expect(await host.session.press({ kind: 'touch', pressId }, 'satisfied')).toEqual(ok());
        expect(await mirror.follow(host)).toBe('current');
      });
      for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
      await act({ server, mirror, run });
    },
    { http: server.http },
  );
}

/** Texts that were carried into the journal. */
async function carriedTexts(host: Host): Promise<readonly string[]> {
  const { epoch } = host.journal.current;
  const items = await host.journal.read(epoch, 1, 1_000, 1e9);
  return items.flatMap((item) => {
    const record = item.kind === 'record' ? JSON.parse(Buffer.from(item.bytes).toString()) : {};
    return record.type === 'record-carried' ? [record.data.record as string] : [];
  });
}

describe('an emptied folder and an old browser profile', () => {
  test('JN23: until the pad is enrolled nothing is taken and nothing dropped, and the technician reads whose it is', () =>
    withEmptiedPad(first, async ({ mirror, run }) => {
      await run(async (host) => {
        expect(host.status().setUp).toEqual([]);
        expect(await mirror.follow(host)).toBe('MIRROR_UNDECIDED');
        expect(host.status().setUp).toEqual([undecided]);
        expect(await carriedTexts(host)).toEqual([]);
      });
    }));

  test('JN23: enrolled as a new device the pad takes nothing of the other one’s, and the copy is built anew', () =>
    withEmptiedPad(first, async ({ server, mirror, run }) => {
      await run(async (host) => {
        await mirror.follow(host);
        server.device = second;
        expect(await host.enroll(serverUrl, code)).toEqual(ok());
        expect(await mirror.follow(host)).toBe('reset');
        expect(host.status().setUp).toEqual([]);
        expect(await carriedTexts(host)).toEqual([]);
      });
    }));

  test('JN9 JN23: enrolled as the device that it was, the pad takes back everything, each record once', () =>
    withEmptiedPad(first, async ({ mirror, run }) => {
      await run(async (host) => {
        await mirror.follow(host);
        expect(await host.enroll(serverUrl, code)).toEqual(ok());
        expect(await mirror.follow(host)).toBe('reset');
        expect(await mirror.follow(host)).toBe('reset');
        const texts = mirror.records.map(({ text }) => text);
        expect(texts.some((text) => text.includes(pressId))).toBe(true);
        expect(await carriedTexts(host)).toEqual(texts);
      });
    }));

  test('JN23: what a pad took before it was enrolled is nobody else’s, and is taken back at once', () =>
    withEmptiedPad(null, async ({ mirror, run }) => {
      await run(async (host) => {
        expect(await mirror.follow(host)).toBe('reset');
        expect(await carriedTexts(host)).toEqual(mirror.records.map(({ text }) => text));
      });
    }));
});

describe('whose a copy’s records are', () => {
  const [here, there] = ['e1', 'e2'];
  const judge = (device: string | null | undefined, owner: string | null, received: readonly string[] = []) =>
    judgeMirror(device, { epoch: there }, { device: owner, received }, [{ epoch: here }]);

  test('JN23: a copy that names its device is that one’s', () => {
    expect([judge(first, first), judge(first, second), judge(first, null)]).toEqual(['carry', 'drop', 'keep']);
    expect([judge(null, first), judge(null, null)]).toEqual(['carry', 'carry']);
  });

  test('JN23: of one that names none only the journal and the receipts can tell', () => {
    expect([judge(undefined, first), judge(undefined, null)]).toEqual(['keep', 'keep']);
    expect(judge(undefined, first, [there])).toBe('carry');
    expect(judgeMirror(undefined, { epoch: here }, { device: first, received: [] }, [{ epoch: here }])).toBe('carry');
  });
});
