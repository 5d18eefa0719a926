// Program of the guest of `test:powercut`: the real host on a real disk, with a pad that never rests.
import { parseArgs } from 'node:util';
import { Host } from '@pingjia/kiosk/host';
import { nodeHostParts } from '@pingjia/kiosk/node-host';
import { describeFault, ok } from '@pingjia/shared';
import { pino } from 'pino';
import { openAgentLine } from './agent-line.ts';
import { auditJournal } from './audit-journal.ts';
import { forgetfulFileSystem } from './forgetful-file-system.ts';
import type { DiskWord } from '../power-cut/disk-words.ts';
import { createRestlessPad } from './restless-pad.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const words = new Map(positionals.map((word) => word.split('=', 2) as [string, string]));
const line = openAgentLine();
const say = (word: DiskWord) => line.say(word);
const parts = nodeHostParts(new AbortController().signal);
const pad = createRestlessPad({
  clock: parts.clock,
  random: parts.random,
  serialNumber: `RUN-${words.get('run')}`,
  depth: Number(words.get('depth')),
  acknowledged: (count) => say({ type: 'acknowledged', pad: pad.padId, count }),
});
say({ type: 'mounted' });
const started = await Host.start({
  ...parts,
  fs: words.get('syncs') === 'forgotten' ? forgetfulFileSystem(parts.fs) : parts.fs,
  folder: '/data/kiosk',
  pads: [{ transport: 'socket', path: 'in-memory', profile: 'pingjia-line', options: {} }],
  openTransport: () => ok(pad.transport),
  segmentBytes: Number(words.get('segment')),
  log: pino({ enabled: false }),
});
if (started.ok) {
  for await (const word of auditJournal(started.value.journal, parts.sha256)) say(word);
  pad.start();
} else {
  say({ type: 'failed', reason: describeFault(started.error) });
}
