// A temporary pad and its configuration for a smoke run of the built app. Built beside the app, shipped in no package.
import { mkdir, writeFile } from 'node:fs/promises';
import { createMemoryLine, createPadSimulator } from '@pingjia/device-drivers/testing';
import type { Transport } from '@pingjia/device-drivers';
import { nodeRandom } from '@pingjia/node-platform';
import { type DeviceConfiguration, ok, type PadAddress, type Result, systemClock } from '@pingjia/shared';
import type { Host } from '../host/host.ts';

export interface SmokeStage {
  readonly pad: PadAddress;
  readonly openTransport: () => Result<Transport>;
  /** Presses the best key as soon as the pad is found; `journaled` is called when the press is durable. */
  pressOnce(host: Host, journaled: () => void): void;
}

export async function prepareSmokeStage(folder: string): Promise<SmokeStage> {
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/configuration.json`, JSON.stringify(configuration));
  const line = createMemoryLine();
  let acknowledged: () => void = () => {};
  const pad = createPadSimulator({
    clock: systemClock,
    random: nodeRandom,
    send: (bytes) => void line.b.write(bytes),
    // The host answers a press when it is durable, and not before.
    settled: () => acknowledged(),
  });
  await line.b.open({ data: (bytes) => pad.receive(bytes), closed: () => {} });
  pad.plug();
  return {
    pad: { transport: 'socket', path: 'smoke', profile: 'pingjia-line', options: {} },
    openTransport: () => ok(line.a),
    pressOnce(host, journaled) {
      acknowledged = journaled;
      let pressed = false;
      const pressWhenFound = () => {
        if (pressed || host.status().pads[0]?.state !== 'found') return;
        pressed = true;
        pad.press(5);
      };
      // A pad that is found is journaled; it may have been found before this.
      host.journal.onAppend(pressWhenFound);
      pressWhenFound();
    },
  };
}

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

/** One window; the thanks stay long enough for a slow machine to paint them. */
const configuration: DeviceConfiguration = {
  version: 'smoke',
  site: { siteId: id(1), areaCode: '110101', name: { 'zh-CN': '政务服务中心', en: 'Government Service Centre' } },
  window: { windowId: id(2), siteId: id(1), label: 'A01', name: { 'zh-CN': '综合窗口', en: 'General window' } },
  assignedStaffId: null,
  staff: [],
  items: [],
  wording: 'satisfaction',
  languages: ['zh-CN', 'en'],
  followUpOptions: [],
  rules: {
    idlePress: 'walk-up',
    followUp: false,
    times: { armed: 30_000, response: 5_000, change: 5_000, rated: 60_000, followUp: 15_000, thanks: 60_000 },
  },
};
