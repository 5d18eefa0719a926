import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fault, ok } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { certificate, code, EnrollingServer, first, second, serverUrl } from './enrolling-server.ts';
import { type PlainHostStand, withPlainHost } from './with-plain-host.ts';

interface Stand extends PlainHostStand {
  readonly server: EnrollingServer;
  loseIdentity(): Promise<void>;
}

async function withPad(act: (stand: Stand) => Promise<void>): Promise<void> {
  const server = new EnrollingServer();
  await withPlainHost(
    (stand) => act({ ...stand, server, loseIdentity: () => rm(join(stand.folder, 'identity.json')) }),
    { http: server.http },
  );
}

test('SE9: records that were sent as one device are not sent as another; presses are taken, and the right code mends it', () =>
  withPad(async ({ server, run, loseIdentity }) => {
    await run(async (host) => {
      expect(await host.enroll(serverUrl, code)).toEqual(ok());
      expect(host.status().device).toBe(first);
    });
    expect(server.asked).toContain(`/api/v1/devices/${first}/handshake`);
    await loseIdentity();
    // This server does not know yet what pads say about themselves.
    server.device = second;
    const refusal = fault('JOURNAL_OF_OTHER_DEVICE', first);
    await run(async (host) => {
      expect(await host.enroll(serverUrl, code)).toEqual({ ok: false, error: refusal });
    });
    await run(async (host) => {
      expect(host.status()).toMatchObject({ device: second, sync: { phase: 'refused', fault: refusal } });
      expect(host.bundles).toEqual({ ok: false, error: refusal });
      const pressed = await host.session.press({ kind: 'touch', pressId: second }, 'satisfied');
      expect(pressed).toEqual(ok());
    });
    expect(server.asked.filter((path) => path.includes(second))).toEqual([]);
    await loseIdentity();
    server.device = first;
    server.asked.length = 0;
    await run(async (host) => {
      expect(await host.enroll(serverUrl, code)).toEqual(ok());
      expect(host.status().sync.phase).not.toBe('refused');
    });
    expect(server.asked).toContain(`/api/v1/devices/${first}/handshake`);
  }));

test('SE9: a pad says as which device its records were sent, and a code that is refused leaves it as it was', () =>
  withPad(async ({ server, run, loseIdentity }) => {
    await run(async (host) => void (await host.enroll(serverUrl, code)));
    await loseIdentity();
    server.device = null;
    await run(async (host) => {
      expect(await host.enroll(serverUrl, code)).toMatchObject({ error: { code: 'ENROLLMENT_CODE_INVALID' } });
      const why = fault('ENROLLMENT_CODE_INVALID');
      expect(host.status()).toMatchObject({ device: null, sync: { phase: 'not-enrolled', fault: why } });
    });
    expect(server.former).toEqual([undefined, first]);
  }));

test('why a pad could not be enrolled stands in its status until it is', () =>
  withPad(async ({ server, run }) => {
    await run(async (host) => {
      expect(host.status().sync).toMatchObject({ phase: 'not-enrolled', fault: null });
      server.device = null;
      const refused = await host.enroll(serverUrl, code);
      expect(refused).toMatchObject({ error: { code: 'ENROLLMENT_CODE_INVALID' } });
      expect(host.status().sync).toMatchObject({ phase: 'not-enrolled', fault: { code: 'ENROLLMENT_CODE_INVALID' } });
      const nowhere = await host.enroll('no address', code);
      expect(nowhere.ok).toBe(false);
      expect(host.status().sync.fault).toEqual(nowhere.ok ? null : nowhere.error);
      server.device = first;
      expect(await host.enroll(serverUrl, code)).toEqual(ok());
      expect(host.status().sync.fault?.code).not.toBe('ENROLLMENT_CODE_INVALID');
      expect(host.status().sync.phase).not.toBe('not-enrolled');
    });
  }));

test('SE9: without the note, or with a spoilt one, the receipts tell whose records they are', () =>
  withPad(async ({ folder, server, run, loseIdentity }) => {
    await run(async (host) => void (await host.enroll(serverUrl, code)));
    await loseIdentity();
    server.device = second;
    const statement = JSON.stringify({ device: first });
    await writeFile(join(folder, 'receipts.json'), JSON.stringify({ e: { ...certificate, statement } }));
    for (const spoilt of ['', '{"device":1}', 'null']) {
      await writeFile(join(folder, 'journal', 'device.json'), spoilt);
      await run(async (host) => {
        expect(await host.enroll(serverUrl, code)).toMatchObject({ error: { code: 'JOURNAL_OF_OTHER_DEVICE' } });
      });
      await loseIdentity();
    }
    // Somebody decided that everything is to be sent anew.
    await rm(join(folder, 'journal', 'device.json'));
    await rm(join(folder, 'receipts.json'));
    await run(async (host) => {
      expect(await host.enroll(serverUrl, code)).toEqual(ok());
    });
    expect(JSON.parse(await readFile(join(folder, 'journal', 'device.json'), 'utf8'))).toEqual({ device: second });
  }));
