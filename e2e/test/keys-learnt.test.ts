import { grades } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { openTechnician } from '../harness/technician.ts';
import { withBrowser } from '../harness/chromium.ts';
import { eventually, withCounty } from '../harness/county.ts';

const padId = 'pingjia-line:SIM-0001:01';

test('KM16: keys learnt on the screen with a pad’s own buttons: nothing counts meanwhile, then the next press means what was learnt, also after a crash', () =>
  withCounty(async (county) => {
    await county.startKiosk();
    await withBrowser(async (browser) => {
      const screen = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await screen.goto(county.screenLink);
      await screen.getByTestId('attract').waitFor();
      await eventually(
        () => county.hostStatus(),
        ({ pads }) => pads[0]?.state === 'found',
      );
      await openTechnician(screen);
      await screen.getByTestId(`pad-socket:${county.padLine}`).click();
      await screen.getByTestId('learn').click();
      for (const [index, grade] of grades.entries()) {
        await screen.locator(`[data-testid="learn-keys"][data-asked="${grade}"]`).waitFor();
        expect(await county.press(index + 1)).toMatchObject({ ok: true });
        if (index > 0) continue;
        await screen.locator('[data-testid="learn-keys"][data-asked="satisfied"]').waitFor();
        await county.press(1);
        await screen.locator('.learn-remark[data-tone="bad"]').waitFor();
      }
      await screen.getByTestId('learn-confirm').click();
      await screen.getByTestId('pad-details').waitFor();
      expect(await county.evaluations()).toEqual([]);
      expect((await county.hostStatus()).pads).toMatchObject([{ padId, keys: { state: 'learnt' } }]);

      await county.press(1);
      await county.killKiosk();
      await county.startKiosk();
      await county.press(5);
      const items = await eventually(
        () => county.evaluations(),
        ({ length }) => length === 2,
      );
      expect(items.map(({ grade }) => grade)).toEqual(['very_satisfied', 'very_dissatisfied']);
    });
  }));

test('KM18: pads are added, taught and removed through the local API, with its token and with clear answers', () =>
  withCounty(async (county) => {
    await county.startKiosk('socket:/nowhere?profile=pingjia-line');
    const address = `socket:${county.padLine}?profile=pingjia-line`;
    const call = async (method: string, path: string, body: unknown = null) => {
      const answer = await county.local(method, path, body);
      return [answer.status, await answer.json()];
    };
    expect((await county.local('POST', '/pads', { address }, 'wrong')).status).toBe(401);
    expect(await call('POST', '/pads', { address })).toMatchObject([200, {}]);
    for (const [method, path, body, status, code] of [
      ['POST', '/pads', { address }, 400, 'REQUEST_INVALID'],
      ['POST', '/pads', { address: 'nonsense' }, 400, 'PAD_ADDRESS_INVALID'],
      ['POST', '/pads', {}, 400, 'REQUEST_INVALID'],
      ['DELETE', '/pads', { address: 'socket:/nowhere' }, 404, 'NOT_FOUND'],
      ['POST', '/pads/nobody/learn', null, 404, 'NOT_FOUND'],
      ['POST', '/pads/%E0%A4%A/learn', null, 404, 'NOT_FOUND'],
      ['POST', '/learn', { step: 'confirm' }, 404, 'NOT_FOUND'],
      ['POST', '/learn', { step: 'guess' }, 400, 'REQUEST_INVALID'],
    ] as const)
      expect(await call(method, path, body)).toMatchObject([status, { error: { code } }]);
    await eventually(
      () => county.hostStatus(),
      ({ pads }) => pads[1]?.state === 'found',
    );
    const lesson = `/pads/${encodeURIComponent(padId)}/learn`;
    expect(await call('POST', lesson)).toMatchObject([200, { learning: { asked: 'very_satisfied' } }]);
    await county.press(9);
    expect(await call('GET', '/learn')).toMatchObject([
      200,
      { learning: { asked: 'satisfied', heard: { 9: 'very_satisfied' } } },
    ]);
    for (let skipped = 0; skipped < 4; skipped += 1) await call('POST', '/learn', { step: 'skip' });
    expect(await call('POST', '/learn', { step: 'confirm' })).toMatchObject([200, { learning: null }]);
    expect(await call('GET', '/pads')).toMatchObject([
      200,
      { pads: [{ origin: 'option' }, { origin: 'provisioned', keys: { map: { 9: 'very_satisfied' } } }] },
    ]);
    expect(await call('DELETE', '/pads', { address })).toMatchObject([200, {}]);
    expect((await county.hostStatus()).pads).toHaveLength(1);
    expect(await call('POST', '/pause')).toMatchObject([200, {}]);
    expect(await call('GET', '/status')).toMatchObject([200, { view: { state: 'paused', code: 'WINDOW_PAUSED' } }]);
    expect(await call('DELETE', '/pause')).toMatchObject([200, {}]);
    expect(await call('GET', '/status')).toMatchObject([200, { view: { state: 'idle' } }]);
  }));
