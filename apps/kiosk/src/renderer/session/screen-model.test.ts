import { type BridgeRequest, fault, type Grade } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { ScriptedHost } from '../testing/scripted-host.ts';
import { mendWithin, ScreenModel } from './screen-model.ts';

async function setUp() {
  const clock = new ManualClock();
  const random = new SeededRandom(11);
  const host = new ScriptedHost({ clock, random });
  const model = new ScreenModel({ open: host.open, clock, random, reload: () => {} });
  model.start();
  await clock.advanceAsync(0);
  return { clock, host, model };
}

function rates(host: ScriptedHost): readonly Extract<BridgeRequest, { method: 'rate' }>[] {
  return host.heard.filter((request) => request.method === 'rate');
}

function stateOf(model: ScreenModel): string | undefined {
  return model.state().shown?.view.state;
}

test('a touch is pending until the host answers, and the view alone says thanks', async () => {
  const { clock, host, model } = await setUp();
  host.session.arm('staff');
  await clock.advanceAsync(0);
  model.press('rate', 'satisfied');
  expect(model.state().pending?.grade).toBe('satisfied');
  expect(stateOf(model)).toBe('armed');
  await clock.advanceAsync(0);
  expect(model.state().pending).toBeNull();
  expect(model.state().shown?.view).toMatchObject({ state: 'rated', grade: 'satisfied' });
});

test('a second touch before the answer does nothing', async () => {
  const { clock, host, model } = await setUp();
  host.session.arm('staff');
  await clock.advanceAsync(0);
  model.press('rate', 'very_satisfied');
  model.press('rate', 'very_dissatisfied');
  await clock.advanceAsync(0);
  expect(rates(host).map(({ grade }) => grade)).toEqual(['very_satisfied'] satisfies Grade[]);
});

test('a touch while nobody is awaited goes nowhere', async () => {
  const { clock, host, model } = await setUp();
  model.press('rate', 'satisfied');
  await clock.advanceAsync(0);
  expect(rates(host)).toEqual([]);
  expect(model.state().pending).toBeNull();
});

test('when the answer is lost the same press is sent again', async () => {
  const { clock, host, model } = await setUp();
  host.session.arm('staff');
  await clock.advanceAsync(0);
  host.isDeaf = true;
  const { press } = host.session;
  host.session.press = () => {};
  model.press('rate', 'dissatisfied');
  await clock.advanceAsync(0);
  host.drop();
  host.isDeaf = false;
  host.session.press = press.bind(host.session);
  await clock.advanceAsync(1_000);
  const [first, second] = rates(host);
  expect(rates(host)).toHaveLength(2);
  expect(second).toEqual(first);
  expect(stateOf(model)).toBe('rated');
  expect(model.state().pending).toBeNull();
});

test('a press whose record was written before the answer was lost counts once', async () => {
  const { clock, host, model } = await setUp();
  host.session.arm('staff');
  await clock.advanceAsync(0);
  host.isDeaf = true;
  model.press('rate', 'satisfied');
  await clock.advanceAsync(0);
  const written = host.session.view;
  host.isDeaf = false;
  host.drop();
  await clock.advanceAsync(1_000);
  expect(rates(host)).toHaveLength(2);
  expect(host.session.view).toMatchObject({
    state: 'rated',
    evaluationId: 'evaluationId' in written ? written.evaluationId : '',
  });
  expect(model.state().pending).toBeNull();
});

test('a lost press never counts for the next citizen', async () => {
  const { clock, host, model } = await setUp();
  host.session.arm('staff');
  await clock.advanceAsync(0);
  host.isDeaf = true;
  host.session.press = () => {};
  model.press('rate', 'very_dissatisfied');
  await clock.advanceAsync(0);
  host.drop();
  host.isDeaf = false;
  host.session.arm('staff');
  await clock.advanceAsync(2_000);
  expect(rates(host)).toHaveLength(1);
  expect(model.state().pending).toBeNull();
  expect(stateOf(model)).toBe('armed');
});

test('a press that the host refuses is taken back', async () => {
  const { clock, host, model } = await setUp();
  host.session.arm('staff');
  await clock.advanceAsync(0);
  host.pressFault = fault('JOURNAL_WRITE_FAILED');
  model.press('rate', 'satisfied');
  await clock.advanceAsync(0);
  expect(model.state().pending).toBeNull();
  expect(stateOf(model)).toBe('armed');
});

test('a short break is not worth a word, a longer one is', async () => {
  const { clock, host, model } = await setUp();
  host.drop();
  expect(model.state().link).toBe('mending');
  await clock.advanceAsync(1_000);
  expect(model.state().link).toBe('open');
  host.refusal = null;
  const { say } = host;
  host.say = () => {};
  host.drop();
  await clock.advanceAsync(mendWithin);
  expect(model.state()).toMatchObject({ link: 'lost', shown: null });
  host.say = say;
  await clock.advanceAsync(30_000);
  expect(model.state().link).toBe('open');
});

test('counts what it could not understand', async () => {
  const { clock, host, model } = await setUp();
  host.sayText('[]');
  host.sayText('');
  await clock.advanceAsync(0);
  expect(model.state().misheard).toBe(2);
  expect(stateOf(model)).toBe('idle');
});
