import { type DatagramHandlers, type DatagramPort, defaultMemberNames } from '@pingjia/device-drivers';
import { type DeviceConfiguration, err, fault, followUpOptions, ok } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { QueueDesk } from '../../src/host/queue/queue-desk.ts';
import { createSession, diskFull } from './with-session.ts';

const asker = { address: '127.0.0.1', port: 40_000 };
const staffId = '30000000-0000-4000-8000-000000000003';
const configuration = {
  languages: ['zh-CN'],
  followUpOptions,
  staff: [{ staffId, number: '1024' }],
} as unknown as DeviceConfiguration;

/** A queue system in memory beside a session, and what it was told. */
function createQueue(best: 1 | 5 = 5) {
  const told: Record<string, string>[] = [];
  const done: string[] = [];
  let handlers: DatagramHandlers | null = null;
  let busy = false;
  const port: DatagramPort = {
    open: async (given) => {
      if (busy) return err(fault('QUEUE_PORT_UNAVAILABLE'));
      handlers = given;
      return ok({ address: '127.0.0.1', port: 7792 });
    },
    send: (bytes) => void told.push(JSON.parse(Buffer.from(bytes).toString('utf8'))),
    close: async () => {},
  };
  const bench = createSession();
  const desk: QueueDesk = new QueueDesk({
    queue: { port, allow: ['127.0.0.1'], best, memberNames: { ...defaultMemberNames, ticket: 'number' } },
    clock: bench.clock,
    random: new SeededRandom(9),
    session: bench.session,
    pads: { call: (number) => void done.push(`call ${number}`), greet: () => void done.push('greet') },
    duty: {
      signIn: async (id) => {
        done.push(`sign in ${id}`);
        return ok();
      },
      signOut: async () => {
        done.push('sign out');
        return ok();
      },
    },
    configuration: () => configuration,
    onStatus: () => {},
  });
  return {
    ...bench,
    desk,
    told,
    done,
    occupy: (isBusy: boolean) => {
      busy = isBusy;
    },
    fail: () => handlers?.failed(fault('QUEUE_PORT_UNAVAILABLE')),
    async ask(message: Record<string, string>) {
      handlers?.message(Buffer.from(JSON.stringify(message)), asker);
      await bench.clock.advanceAsync(0);
    },
    /** Passes on what was journaled since, as the host does. */
    pass: () => desk.recorded(bench.records.splice(0)),
  };
}

test('KM15: an asking arms the window; what came of it is told to its asker once it is on disk, and once', async () => {
  for (const [best, key] of [
    [5, '2'],
    [1, '4'],
  ] as const) {
    const { desk, ask, session, press, told, pass } = createQueue(best);
    await desk.start();
    await ask({ command: 'apprise', sno: 'A042' });
    expect(session.view()).toMatchObject({ state: 'armed', armedBy: 'queue' });
    expect(told).toMatchObject([{ succ: '0' }]);
    await press('dissatisfied');
    pass();
    expect(told.slice(1)).toMatchObject([{ appriseresult: key }]);
    await press('very_satisfied');
    pass();
    expect(told).toHaveLength(2);
    await desk.stop();
  }
});

test('KM15: a result of another session is nobody’s, and a journal that refuses is said', async () => {
  const { desk, ask, session, press, told, pass, refuse } = createQueue();
  await desk.start();
  await ask({ command: 'apprise', sno: '1' });
  await session.arm('staff');
  await press();
  pass();
  expect(told).toHaveLength(1);
  refuse(diskFull);
  await ask({ command: 'apprise', sno: '2' });
  expect(told.at(-1)).toMatchObject({ succ: '1' });
  await desk.stop();
});

test('KM15: sign-in by badge number, sign-out, call, welcome, pause and reset take effect', async () => {
  const { desk, ask, session, done, told } = createQueue();
  await desk.start();
  await ask({ command: 'login', staffNumber: '1024' });
  await ask({ command: 'login', staffNumber: '9999' });
  expect(told.map(({ succ }) => succ)).toEqual(['0', '1']);
  await ask({ command: 'unlogin', sno: '1024' });
  await ask({ command: 'pause', sno: '1' });
  expect(session.view()).toMatchObject({ state: 'paused', code: 'WINDOW_PAUSED' });
  await ask({ command: 'reset', sno: '1' });
  expect(session.view()).toEqual({ state: 'idle' });
  await ask({ command: 'welcome', sno: '2' });
  await ask({ command: 'call', number: 'A042' });
  expect(done).toEqual([`sign in ${staffId}`, 'sign out', 'greet', 'call A042']);
  await desk.stop();
});

test('KM15: a port that is taken or fails is said, and opened again by itself', async () => {
  const { desk, clock, occupy, fail } = createQueue();
  occupy(true);
  await desk.start();
  expect(desk.fault).toMatchObject({ code: 'QUEUE_PORT_UNAVAILABLE' });
  occupy(false);
  await clock.advanceAsync(5_000);
  expect(desk.fault).toBeNull();
  fail();
  expect(desk.fault).not.toBeNull();
  await clock.advanceAsync(5_000);
  expect(desk.fault).toBeNull();
  await desk.stop();
  expect(clock.pending).toBe(0);
});
