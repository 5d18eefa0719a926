import { openPtyPair } from '@pingjia/device-drivers/testing';
import { SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { withBrowser } from '../harness/chromium.ts';
import { openConsole, waitForRow } from '../harness/console-page.ts';
import { eventually, withCounty } from '../harness/county.ts';
import { mirrorTexts } from '../harness/mirror-texts.ts';
import { frame, RawPad } from '../harness/raw-pad.ts';

const boot = 'A1B2';
const grades = ['very_dissatisfied', 'dissatisfied', 'basically_satisfied', 'satisfied', 'very_satisfied'];

test('SY6 SY14: from a serial port to journal, IndexedDB, server and console, with the bytes cut everywhere and noise between', () =>
  withCounty(
    async (county) => {
      const random = new SeededRandom(1);
      const pty = await openPtyPair();
      const pad = await RawPad.open(pty.b);
      try {
        await county.startKiosk(`serial:${pty.a}?profile=pingjia-line`);
        await withBrowser(async (browser) => {
          const screen = await browser.newPage({ viewport: { width: 1280, height: 800 } });
          await screen.goto(county.screenLink);
          await screen.getByTestId('attract').waitFor();

          const length = frame(`KEY,01,${boot},10,1`).length;
          const expected: string[] = [];
          for (let cut = 1; cut < length; cut += 1) {
            const count = 10 + cut;
            const key = 1 + (cut % 5);
            const line = frame(`KEY,01,${boot},${count},${key}`);
            await pad.write(Uint8Array.from({ length: random.below(12) }, () => random.below(256)));
            await pad.write(line.subarray(0, cut));
            await pad.write(line.subarray(cut));
            // The pad repeats what is not confirmed; noise may have swallowed the line's beginning.
            const repeated = setInterval(() => void pad.write(line), 300);
            await pad.confirmed(boot, count);
            clearInterval(repeated);
            expected.push(grades[key - 1] ?? '');
          }
          await screen.getByTestId('thanks').waitFor();

          const items = await eventually(
            () => county.evaluations(),
            (found) => found.length >= expected.length,
          );
          expect(items.map(({ grade }) => grade)).toEqual(expected);
          const held = (texts: string[]) => texts.filter((text) => text.includes('"type":"evaluation"'));
          const texts = held(
            await eventually(
              () => mirrorTexts(screen),
              (found) => held(found).length >= expected.length,
            ),
          );
          expect(texts.map((text) => JSON.parse(text).data.evaluationId)).toEqual(
            items.map(({ evaluationId }) => evaluationId),
          );

          const board = await browser.newPage({ viewport: { width: 1280, height: 800 } });
          await openConsole(board, county);
          await pad.write(frame(`KEY,01,${boot},${10 + length},2`));
          await pad.confirmed(boot, 10 + length);
          const [newest] = await eventually(
            async () => (await county.evaluations()).slice(expected.length),
            (found) => found.length === 1,
          );
          await waitForRow(board, newest?.evaluationId ?? '');
        });
        expect(await county.device()).toMatchObject({
          online: true,
          gaps: [],
          pads: [{ padId: 'pingjia-line:RAW-0001:01', state: 'found' }],
        });
      } finally {
        await county.stopKiosk();
        await pad.close();
        await pty.close();
      }
    },
    { pad: false },
  ));

test('the same by touch: the first touch arms, the second rates, the console shows it', () =>
  withCounty(
    async (county) => {
      await county.startKiosk();
      await withBrowser(async (browser) => {
        const screen = await browser.newPage({ viewport: { width: 1280, height: 800 } });
        const board = await browser.newPage({ viewport: { width: 1280, height: 800 } });
        await screen.goto(county.screenLink);
        await openConsole(board, county);
        await screen.getByTestId('attract').click();
        await screen.getByTestId('grade-dissatisfied').click();
        await screen.getByTestId('follow-up-207').click();
        await screen.getByTestId('done').click();
        await screen.getByTestId('thanks').waitFor();
        const [item] = await eventually(
          () => county.evaluations(),
          ([first]) => first?.details?.length === 1,
        );
        expect(item).toMatchObject({
          grade: 'dissatisfied',
          armedBy: 'touch',
          source: 'touch',
          details: ['207'],
          bad: true,
        });
        await waitForRow(board, item?.evaluationId ?? '');
      });
    },
    { responseInterval: 5_000 },
  ));
