// npm run press -- 5: presses a button of the running demo's simulated pad, as bytes on its line.
import { pressOn } from '@pingjia/device-drivers/testing';
import { answerHelp } from '@pingjia/shared';
import { readDemoFile } from './demo-file.ts';
import { parsePressOptions, usage } from './press-options.ts';

function fail(problem: string, code: number): never {
  console.error(problem);
  process.exit(code);
}

answerHelp(usage, process);
const options = parsePressOptions(process.argv.slice(2), process.env.PINGJIA_CALLED_FROM ?? process.cwd());
if (typeof options === 'string') fail(options, 2);
const { dataDir, key, times, every } = options;

const demo = await readDemoFile(dataDir);
if (demo === null) {
  fail(
    `No demo runs on ${dataDir}. Start it in another terminal with npm start, or name the folder of the one that runs with --data-dir.`,
    1,
  );
}
if (demo.padControl === null) fail('This demo runs with a real pad: press its own buttons.', 1);
const answer = await pressOn(demo.padControl, { press: key, times, everyMs: every });
if (!answer.ok) fail(answer.error, 1);
console.log(
  `Pressed ${key}${times > 1 ? ` ${answer.pressed ?? times} times` : ''}; the pad was told that ${times > 1 ? `${answer.acknowledged ?? '?'} presses are` : 'it is'} on disk.`,
);
