import { describe, expect, it } from 'vitest';
import type { PadCommand } from '../pad-command.ts';
import { logDriver } from '../testing/driver-log.ts';
import { createQueueBridgeDriver, queueBridge } from './driver.ts';

const setUp = (options?: Readonly<Record<string, string>>): ReturnType<typeof logDriver> =>
  logDriver(createQueueBridgeDriver, options);

describe('queue-bridge driver', () => {
  it('QB7: each command in its words, one after the other', () => {
    const { driver, sent, hear } = setUp({ sno: 'W1' });
    const commands: readonly (readonly [PadCommand, object | null])[] = [
      [{ type: 'welcome' }, { command: 'welcome', sno: 'W1' }],
      [
        { type: 'arm', seconds: 30 },
        { command: 'apprise', sno: 'W1' },
      ],
      [
        { type: 'arm', seconds: 0 },
        { command: 'welcome', sno: 'W1' },
      ],
      [{ type: 'pause' }, { command: 'pause', sno: 'W1' }],
      [{ type: 'resume' }, { command: 'reset', sno: 'W1' }],
      [
        { type: 'staff', staff: { number: '7', name: '王芳' } },
        { command: 'login', sno: 'W1', staffNumber: '7', staffName: '王芳' },
      ],
      [
        { type: 'staff', staff: null },
        { command: 'unlogin', sno: 'W1' },
      ],
      [
        { type: 'ticket', number: 'A1', service: '' },
        { command: 'call', sno: 'W1', ticket: 'A1' },
      ],
      [{ type: 'reset' }, { command: 'welcome', sno: 'W1' }],
      [{ type: 'thank' }, null],
      [{ type: 'speak', text: 'x' }, null],
    ];
    for (const [command, expected] of commands) {
      sent.length = 0;
      driver.command(command);
      expect(sent.map((text) => JSON.parse(text))).toEqual(expected === null ? [] : [expected]);
      expect(driver.capabilities.commands.has(command.type)).toBe(expected !== null);
      if (sent.length > 0) hear('{"succ":"0"}');
    }
  });

  it('QB7: commands are counted where no sno is given; one that no message can carry is refused', () => {
    const { driver, sent, hear } = setUp();
    driver.command({ type: 'pause' });
    hear('{"succ":"0"}');
    driver.command({ type: 'resume' });
    expect(sent.map((text) => JSON.parse(text).sno)).toEqual(['1', '2']);
    expect(() => setUp({ sno: 'x'.repeat(65) })).toThrow('PAD_ADDRESS_INVALID');
  });

  it('QB7: a refusal is told, and the next command goes out', () => {
    const { driver, sent, told, hear } = setUp();
    driver.command({ type: 'pause' });
    driver.command({ type: 'resume' });
    hear('{"succ":"1"}');
    hear('{"succ":"0"}');
    hear('{"succ":"0"}');
    expect(sent).toHaveLength(2);
    expect(told).toEqual(['dropped refused', 'acknowledged resume', 'acknowledged nothing']);
  });

  it('QB8: a press on disk is answered with succ 0; its result sent again is the same press', () => {
    const { driver, clock, sent, presses, hear } = setUp();
    hear('{"appriseresult":"5","tagId":"510"}');
    hear('{"appriseresult":"5","tagId":"510"}');
    driver.confirm({ boot: '0', count: 0 });
    driver.command({ type: 'arm', seconds: 30 });
    hear('{"appriseresult":"5","tagId":"510"}');
    expect(presses.map(({ count, details }) => [count, details])).toEqual([
      [0, ['510']],
      [0, ['510']],
      [1, ['510']],
    ]);
    expect(sent[0]).toBe('{"succ":"0"}');
    driver.dispose?.();
    expect(clock.pending).toBe(0);
    expect(queueBridge.keyMap).toBeNull();
  });

  it('QB8: nobody is asked whether it is there, and no press counts that nobody awaits', () => {
    const { driver, sent } = setUp();
    driver.probe();
    expect(sent).toEqual([]);
    expect(driver.capabilities).toMatchObject({ walkUp: false, heartbeat: false });
  });
});
