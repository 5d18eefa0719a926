import { nodeSha256 } from '@pingjia/node-platform';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { Journal } from '../../src/host/journal/journal.ts';
import { noMemory } from '../../src/host/journal/journal-memory.ts';
import { rulesOf } from '../../src/host/provisioning/session-rules.ts';
import { PressLedger } from '../../src/host/session/press-ledger.ts';
import { SessionService } from '../../src/host/session/session-service.ts';
import { SimulatedDisk } from '../../src/host/testing/simulated-disk.ts';
import { windowContext } from './with-session.ts';

async function startSession(fs: SimulatedDisk, clock: ManualClock) {
  const random = new SeededRandom(8);
  const base = { fs, folder: '/pad/journal', clock, random, sha256: nodeSha256, boot: random.uuid() };
  const journal = await Journal.open({ ...base, segmentBytes: 16 * 1024 }, noMemory);
  const states: string[] = [];
  const session: SessionService = new SessionService({
    journal,
    ledger: new PressLedger(),
    clock,
    random,
    rules: rulesOf(null),
    serviceContext: () => windowContext,
    onChange: () => states.push(session.view().state),
  });
  return { journal, session, states };
}

test('JN18: a disk that fills up: no thanks for what is not on it, the screen says paused, and goes on when there is room', async () => {
  const disk = new SimulatedDisk(new SeededRandom(8));
  const clock = new ManualClock();
  const { journal, session, states } = await startSession(disk, clock);
  disk.room = 20 * 1024;
  let confirmed = 0;
  const press = (n: number) => session.press({ kind: 'touch', pressId: pressIdOf(n) }, 'satisfied');
  for (;;) {
    const pressed = await press(confirmed);
    if (!pressed.ok) {
      expect(pressed.error.code).toBe('JOURNAL_FULL');
      break;
    }
    confirmed += 1;
  }
  expect(confirmed).toBeGreaterThan(30);
  expect(session.view()).toEqual({ state: 'paused', code: 'JOURNAL_FULL' });
  const thanked = states.length;
  expect((await press(confirmed)).ok).toBe(false);
  expect(states.slice(thanked)).not.toContain('thanks');

  disk.room = 1024 * 1024;
  await clock.advanceAsync(2_000);
  expect(session.view().state).not.toBe('paused');
  expect((await press(confirmed)).ok).toBe(true);
  expect((await press(confirmed)).ok).toBe(true);
  await session.stop();
  await journal.close();

  const { journal: again } = await startSession(disk, clock);
  expect(again.care.damage).toBeNull();
  const items = await again.read(again.current.epoch, 1, 10_000, Number.MAX_SAFE_INTEGER);
  const texts = items.map((item) => (item.kind === 'record' ? Buffer.from(item.bytes).toString() : ''));
  for (let n = 0; n <= confirmed; n += 1) {
    expect(texts.filter((text) => text.includes(`"pressId":"${pressIdOf(n)}"`)).length).toBe(1);
  }
});

const pressIdOf = (n: number) => `50000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
