import { ManualClock } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { testCredentials, TestJournal, type TestServer, withServer } from '../src/testing/index.ts';

const token = { authorization: `Bearer ${testCredentials.apiToken}` };

/** Reads the stream until it holds `text`. */
async function watch(server: TestServer, headers: Record<string, string> = token) {
  const response = await fetch(`${server.url}/api/v1/live`, { headers });
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  /** False at the end of the stream. */
  const more = async () => {
    const { value, done } = await reader.read();
    text += value ?? '';
    return !done;
  };
  await more();
  return {
    type: response.headers.get('content-type'),
    async until(wanted: string) {
      while (!text.includes(wanted) && (await more()));
      return text;
    },
    async end() {
      while (await more());
    },
    leave: () => reader.cancel(),
  };
}

test('SY47: what is accepted here or at another server on the same database is told, without content', () =>
  withServer(async (first) => {
    const { database, keysDir } = first;
    await withServer(
      async (second) => {
        const device = await first.enrolled();
        const [here, there] = [await watch(first), await watch(second)];
        expect(here.type).toBe('text/event-stream');
        await device.push(new TestJournal(first.random).batch(device.deviceId));
        const event = `event: accepted\ndata: {"deviceId":"${device.deviceId}"}\n\n`;
        expect(await here.until(event)).toContain(event);
        expect(await there.until(event)).toContain(event);
        await here.leave();
        await there.leave();
      },
      { database, keysDir },
    );
  }));

test('a stream ends cleanly when the server stops', async () => {
  let stream: Awaited<ReturnType<typeof watch>> | undefined;
  await withServer(async (server) => {
    stream = await watch(server);
  });
  await expect(stream?.end()).resolves.toBeUndefined();
});

test('the listener connects again after the database dropped it', () =>
  withServer(async (first) => {
    const { database, keysDir } = first;
    await withServer(
      async (second) => {
        const device = await first.enrolled();
        const there = await watch(second);
        const killed = await first.query(
          `SELECT pg_terminate_backend(pid, 5000) AS ended FROM pg_stat_activity
           WHERE application_name = 'pingjia-live' AND datname = current_database()`,
        );
        expect(killed).toEqual([{ ended: true }, { ended: true }]);
        const listening = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'pingjia-live'
          AND datname = current_database() AND query LIKE 'LISTEN%'`;
        while ((await first.query(listening)).length < 2);
        await device.push(new TestJournal(first.random).batch(device.deviceId));
        expect(await there.until(`accepted\ndata: {"deviceId":"${device.deviceId}"`)).toContain('event: accepted');
        await there.leave();
      },
      { database, keysDir },
    );
  }));

test('SE13: a stream ends with the session or the token that opened it', () => {
  const clock = new ManualClock();
  return withServer(
    async (server) => {
      const { consoleUser: username, consolePassword: password } = testCredentials;
      const signedIn = await server.api('/api/v1/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password }),
      });
      const session = { cookie: signedIn.headers.get('set-cookie')?.split(';', 1)[0] ?? '' };
      const [mine, program] = [await watch(server, session), await watch(server)];
      clock.advance(15_000);
      expect(await mine.until(': \n\n: \n\n')).toBe(': \n\n: \n\n');
      await server.api('/api/v1/session', { method: 'DELETE', headers: session });
      await server.query('DELETE FROM api_tokens');
      // The next beat is set once the one before has been heard.
      while (clock.pending < 2) await new Promise((resolve) => setImmediate(resolve));
      await program.until(': \n\n: \n\n');
      clock.advance(15_000);
      await mine.end();
      await program.end();
    },
    { clock },
  );
});
