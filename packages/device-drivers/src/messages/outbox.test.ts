import { ManualClock } from '@pingjia/shared/testing';
import { describe, expect, it } from 'vitest';
import { createOutbox, maxWaiting, type Outbox, outboxRule } from './outbox.ts';

function setUp(): { clock: ManualClock; sent: string[]; outbox: Outbox; say: (text: string, tries?: number) => void } {
  const clock = new ManualClock();
  const sent: string[] = [];
  const outbox = createOutbox(clock, (bytes) => void sent.push(Buffer.from(bytes).toString('latin1')));
  const say = (text: string, tries?: number): void =>
    outbox.send({ kind: text.slice(0, 1), bytes: Buffer.from(text), ...(tries === undefined ? {} : { tries }) });
  return { clock, sent, outbox, say };
}

describe('outbox', () => {
  it('MT13: a command waits until the one before it was answered', () => {
    const { sent, outbox, say } = setUp();
    say('a');
    say('b');
    expect(sent).toEqual(['a']);
    expect(outbox.awaiting).toBe('a');
    expect(outbox.answered()).toBe('a');
    expect(sent).toEqual(['a', 'b']);
    expect(outbox.answered()).toBe('b');
    expect(outbox.answered()).toBeUndefined();
    expect(outbox.awaiting).toBeUndefined();
  });

  it('MT13: what is not answered within 3 s is said once more, then given up', () => {
    const { clock, sent, say } = setUp();
    say('a');
    say('b', 1);
    clock.advance(outboxRule.patience - 1);
    expect(sent).toEqual(['a']);
    clock.advance(1);
    expect(sent).toEqual(['a', 'a']);
    clock.advance(outboxRule.patience);
    expect(sent).toEqual(['a', 'a', 'b']);
    clock.advance(60_000);
    expect(sent).toEqual(['a', 'a', 'b']);
    expect(clock.pending).toBe(0);
  });

  it('MT13: of one kind the newest waits, behind what was said before it', () => {
    const { sent, outbox, say } = setUp();
    for (const text of ['a', 'b1', 'c', 'b2']) say(text);
    for (const _ of [1, 2, 3]) outbox.answered();
    expect(sent).toEqual(['a', 'c', 'b2']);
  });

  it('MT21: a million commands that nobody answers leave a bounded queue and one timer', () => {
    const { clock, outbox } = setUp();
    for (let index = 0; index < 1_000_000; index += 1) {
      outbox.send({ kind: String(index), bytes: Uint8Array.of(0) });
    }
    expect(outbox.waiting).toBeLessThanOrEqual(maxWaiting);
    expect(clock.pending).toBe(1);
    outbox.stop();
    expect([outbox.waiting, clock.pending]).toEqual([0, 0]);
  });
});
