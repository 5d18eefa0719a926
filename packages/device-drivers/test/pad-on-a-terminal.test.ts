import { ok, parsePadAddress } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { expect, it, onTestFinished } from 'vitest';
import { createPadSimulator } from '../src/pingjia-line/simulator.ts';
import { createPadSupervisor } from '../src/supervisor/create-pad-supervisor.ts';
import { openPtyPair } from '../src/testing/pty-pair.ts';
import { createSerialTransport } from '../src/transport/serial-transport.ts';
import { transportForAddress } from '../src/transport/transport-for-address.ts';
import { createEventLog } from './event-log.ts';

it('DV31: over a real terminal: found, pressed, pulled, back on the same path, pressed again', async () => {
  const pair = await openPtyPair();
  onTestFinished(() => pair.close());
  const clock = new ManualClock();
  const random = new SeededRandom(3);
  const far = createSerialTransport({ path: pair.b });
  const events = createEventLog();
  const farEvents = createEventLog();
  const simulator = createPadSimulator({ clock, random, send: (bytes) => void far.write(bytes) });
  const connectPad = (): ReturnType<typeof far.open> =>
    far.open({ data: (bytes) => simulator.receive(bytes), closed: () => farEvents.add('closed') });
  const address = parsePadAddress(`serial:${pair.a}`);
  if (!address.ok) throw new Error(pair.a);
  const supervisor = createPadSupervisor({
    address: address.value,
    openTransport: transportForAddress,
    clock,
    random,
    listener: {
      found: () => events.add('found'),
      lost: ({ reason }) => events.add(`lost ${reason}`),
      press(press) {
        supervisor.confirm(press);
        events.add(`press ${press.count} ${press.key}`);
      },
      state: () => undefined,
    },
  });

  expect(await connectPad()).toEqual(ok());
  simulator.plug();
  supervisor.start();
  await events.until('found');
  simulator.press(5);
  await events.until('press 0 5');

  await pair.cut();
  await events.until('lost unplugged');
  await farEvents.until('closed');
  await pair.mend();
  expect(await connectPad()).toEqual(ok());
  clock.advance(250);
  await events.until('found');
  simulator.press(1);
  await events.until('press 1 1');

  await supervisor.stop();
  await far.close();
  expect(supervisor.status()).toMatchObject({ state: 'none', droppedFrames: 0 });
});
