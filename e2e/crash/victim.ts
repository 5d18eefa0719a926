// A whole device host on real files that is pressed as fast as it answers, until it is killed. Says what it has confirmed.
import { flushCompileCache } from 'node:module';
import { Host } from '@pingjia/kiosk/host';
import { nodeHostParts } from '@pingjia/kiosk/node-host';
import pino from 'pino';

const [folder = '', prefix = '', again = ''] = process.argv.slice(2);
/** Touches that wait for their answer at any time. */
const atOnce = 6;

const started = await Host.start({
  ...nodeHostParts(new AbortController().signal),
  folder,
  pads: [],
  log: pino({ level: 'silent' }),
  segmentBytes: 64 * 1024,
});
if (!started.ok) throw new Error(started.error.code);
const host = started.value;
const say = (line: string) => process.stdout.write(`${line}\n`);

async function press(pressId: string): Promise<void> {
  say(`asked ${pressId}`);
  const pressed = await host.session.press({ kind: 'touch', pressId }, 'satisfied');
  if (pressed.ok) say(`confirmed ${pressId}`);
}

// What a screen was not answered before the kill it sends again.
for (const pressId of again.split(',').filter((id) => id !== '')) await press(pressId);
// Otherwise kept at an end that never comes.
flushCompileCache();
say('ready');
let number = 0;
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (;;) {
      number += 1;
      if (number % 20 === 0) await host.session.arm('staff');
      await press(`${prefix}-${String(number).padStart(12, '0')}`);
    }
  }),
);
