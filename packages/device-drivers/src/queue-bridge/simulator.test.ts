import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { expect, it } from 'vitest';
import { createQueueBridgeSimulator, queueBridgeSimulator } from './simulator.ts';

it('QB9: the simulated device obeys, refuses, and sends each result once', () => {
  const sent: unknown[] = [];
  const pad = createQueueBridgeSimulator({
    clock: new ManualClock(),
    random: new SeededRandom(1),
    send: (bytes) => void sent.push(JSON.parse(Buffer.from(bytes).toString('utf8'))),
  });
  const tell = (text: string): void => pad.receive(Buffer.from(text));
  pad.plug();
  tell('{"command":"login","staffNumber":"7"}');
  tell('{"command":"call","ticket":"A1"}');
  tell('{"command":"apprise","sno":"9"}');
  expect(pad.state()).toMatchObject({ armed: true, staff: '7', ticket: 'A1', paused: false });
  expect(sent).toEqual([{ succ: '0' }, { succ: '0' }, { succ: '0' }]);
  sent.length = 0;
  pad.choose(['510']);
  expect(pad.press(4)?.outcome).toBe('sent');
  tell('{"succ":"0"}');
  expect(sent).toEqual([{ sno: '9', appriseresult: '4', tagId: '510', tagName: '标签510' }]);
  sent.length = 0;
  tell('{"command":"pause"}');
  expect(pad.state()).toMatchObject({ armed: false, paused: true });
  for (const text of ['{"command":"reset"}', '{"command":"unlogin"}', '{"command":"welcome"}']) tell(text);
  expect(pad.state()).toMatchObject({ paused: false, staff: null });
  sent.length = 0;
  tell('{"command":"dance"}');
  tell('rubbish');
  expect(sent).toEqual([
    expect.objectContaining({ succ: '1', code: 'QUEUE_COMMAND_INVALID' }),
    expect.objectContaining({ succ: '1', code: 'QUEUE_COMMAND_INVALID' }),
  ]);
  pad.brownOut();
  expect(pad.state()).toMatchObject({ ticket: null, ignored: 2, pressed: 1 });
  expect([queueBridgeSimulator.name, queueBridgeSimulator.line]).toEqual(['queue-bridge', 'udp']);
});
