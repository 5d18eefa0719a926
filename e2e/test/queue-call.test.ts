import { expect, test } from 'vitest';
import { withBrowser } from '../harness/chromium.ts';
import { eventually, withCounty } from '../harness/county.ts';

const padIsArmed = async (county: { padState(): Promise<Record<string, unknown>> }) => {
  const { armed } = await county.padState();
  return armed === true;
};

test('a queue system’s call arms pad and screen; the armed case survives a crash; the press carries the ticket', () =>
  withCounty(
    async (county) => {
      await county.startKiosk();
      await withBrowser(async (browser) => {
        const screen = await browser.newPage({ viewport: { width: 1280, height: 800 } });
        await screen.goto(county.screenLink);
        await screen.getByTestId('attract').waitFor();

        const duty = await county.local('POST', '/duty', { staffId: '5eed0000-0000-4000-8000-000000003002' });
        expect(duty.status).toBe(200);
        const called = await county.local('POST', '/sessions', { by: 'queue', ticket: 'A042', itemCode: 'X-1' });
        expect(called.status).toBe(200);
        await screen.getByTestId('grade-satisfied').waitFor();
        await screen.getByText('A042').first().waitFor();
        await eventually(() => padIsArmed(county), Boolean);

        await county.killKiosk();
        await county.startKiosk();
        expect((await county.hostStatus()).pads[0]?.state).not.toBe('none');
        await screen.getByText('A042').first().waitFor();
        await eventually(() => padIsArmed(county), Boolean);

        expect(await county.press(4)).toMatchObject({ ok: true });
        const [item] = await eventually(
          () => county.evaluations(),
          (items) => items.length === 1,
        );
        expect(item).toMatchObject({
          grade: 'satisfied',
          armedBy: 'queue',
          ticket: 'A042',
          itemCode: 'X-1',
          source: 'pad',
          staffId: '5eed0000-0000-4000-8000-000000003002',
        });
      });
    },
    { responseInterval: 5_000 },
  ));

test('bad local calls get a clear answer and change nothing', () =>
  withCounty(async (county) => {
    await county.startKiosk();
    const calls = [
      ['POST', '/sessions', { by: 'citizen' }, 400, 'REQUEST_INVALID'],
      ['POST', '/sessions', 'not json', 400, 'REQUEST_INVALID'],
      ['POST', '/sessions', { by: 'queue', ticket: 'x'.repeat(20_000) }, 413, 'BODY_TOO_LARGE'],
      ['POST', '/duty', { staffId: 'nobody' }, 400, 'REQUEST_INVALID'],
      ['GET', '/nothing', null, 404, 'NOT_FOUND'],
    ] as const;
    for (const [method, path, body, status, code] of calls) {
      const answer = await county.local(method, path, body);
      expect([answer.status, await answer.json()]).toMatchObject([status, { error: { code } }]);
    }
    expect((await county.local('POST', '/sessions', { by: 'staff' }, 'wrong')).status).toBe(401);
    expect(await (await county.local('GET', '/status', null)).json()).toMatchObject({ view: { state: 'idle' } });
  }));
