// npm run press -- 5: presses a button of the running demo's simulated pad, as bytes on its line.
import { isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';
import { pressOn } from '@pingjia/device-drivers/testing';
import { readDemoFile } from './demo-file.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'data-dir': { type: 'string', default: '.pingjia' },
    times: { type: 'string', default: '1' },
    every: { type: 'string', default: '0' },
  },
});
const [keyText = ''] = positionals;
const [key, times, everyMs] = [keyText, values.times, values.every].map(Number);
if (!/^[1-9]$/.test(keyText) || !(Number(times) >= 1) || !(Number(everyMs) >= 0)) {
  console.error(
    'Usage: npm run press -- <1-9> [--times <n>] [--every <milliseconds>] [--data-dir <folder>]\n5 = very satisfied … 1 = very dissatisfied',
  );
  process.exit(2);
}

const dataDir = values['data-dir'];
const demo = await readDemoFile(
  isAbsolute(dataDir) ? dataDir : join(process.env.PINGJIA_CALLED_FROM ?? process.cwd(), dataDir),
);
if (demo === null) {
  console.error('No demo runs on this data folder. Start it in another terminal with: npm start');
  process.exit(1);
}
if (demo.padControl === null) {
  console.error('This demo runs with a real pad: press its own buttons.');
  process.exit(1);
}
const answer = await pressOn(demo.padControl, { press: Number(key), times: Number(times), everyMs: Number(everyMs) });
if (!answer.ok) {
  console.error(answer.error);
  process.exit(1);
}
console.log(
  `Pressed ${keyText}${Number(times) > 1 ? ` ${answer.pressed ?? times} times` : ''}; the pad was told that ${Number(times) > 1 ? `${answer.acknowledged ?? '?'} presses are` : 'it is'} on disk.`,
);
