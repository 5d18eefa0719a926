import { describe, expect, it } from 'vitest';
import { logDriver } from '../testing/driver-log.ts';
import { counterTerminal, createCounterTerminalDriver } from './driver.ts';

const setUp = (): ReturnType<typeof logDriver> => logDriver(createCounterTerminalDriver);

describe('counter-terminal driver', () => {
  it('CT5: who serves goes with each request; nothing else is ever sent', () => {
    const { driver, sent } = setUp();
    driver.probe();
    driver.command({ type: 'staff', staff: { number: '7', name: '王芳' } });
    driver.command({ type: 'thank' });
    driver.command({ type: 'notice', text: 'x' });
    driver.command({ type: 'arm', seconds: 0 });
    driver.confirm({ boot: '0', count: 0 });
    expect(sent).toEqual([]);
    driver.command({ type: 'arm', seconds: 29.4 });
    driver.command({ type: 'staff', staff: null });
    driver.command({ type: 'arm', seconds: 5_000 });
    expect(sent.map((text) => JSON.parse(text))).toEqual([
      { type: 10, TellerName: '王芳', TellerNo: '7', TellerPhoto: '', Timeout: 30 },
      { type: 10, TellerName: '', TellerNo: '', TellerPhoto: '', Timeout: 999 },
    ]);
  });

  it('CT6: only a rating is a press; a time-out and a cancellation are signs of life, a failure is told', () => {
    const { hear, presses, told } = setUp();
    hear('{"type":10,"ret":-2}');
    hear('{"type":10,"ret":-9}');
    hear('{"type":10,"ret":-3}');
    expect(presses).toEqual([]);
    expect(told).toEqual(['acknowledged timed-out', 'acknowledged cancelled', 'dropped device-failed']);
  });

  it('CT7: each answer is a press of its own, armed or not; keys are learnt and nothing counts that nobody awaits', () => {
    const { driver, hear, presses } = setUp();
    hear('{"type":10,"ret":0,"EvaluatorLevel":"3|307"}');
    hear('{"type":10,"ret":0,"EvaluatorLevel":"3|307"}');
    expect(presses.map(({ key, count, details }) => [key, count, details])).toEqual([
      [3, 0, ['307']],
      [3, 1, ['307']],
    ]);
    expect(counterTerminal.keyMap).toBeNull();
    expect(driver.capabilities).toMatchObject({ walkUp: false, heartbeat: false });
  });
});
