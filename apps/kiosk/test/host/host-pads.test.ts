import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFamilyFinder } from '@pingjia/device-drivers';
import { createMemoryLine } from '@pingjia/device-drivers/testing';
import { deviceConfigurationSchema, followUpOptions, ok } from '@pingjia/shared';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { Host } from '../../src/host/host.ts';
import { nodeHostParts } from '../../src/host/start-node-host.ts';
import { inShort, toyFamily } from './toy-family.ts';

const siteId = '10000000-0000-4000-8000-000000000001';
const staffId = '30000000-0000-4000-8000-000000000003';
const configuration = deviceConfigurationSchema.parse({
  version: 'test',
  site: { siteId, areaCode: '110101', name: { 'zh-CN': '政务服务中心' } },
  window: { windowId: '20000000-0000-4000-8000-000000000002', siteId, label: 'A03', name: { 'zh-CN': '综合窗口' } },
  assignedStaffId: null,
  staff: [
    { staffId, siteId, number: '1024', name: { 'zh-CN': '李文静', en: 'Li Wenjing' }, title: { 'zh-CN': '受理' } },
  ],
  items: [{ itemCode: 'X-1', name: { 'zh-CN': '企业设立登记', en: 'Registration' }, department: { 'zh-CN': '市场' } }],
  wording: 'satisfaction',
  languages: ['zh-CN', 'en'],
  followUpOptions,
  rules: { times: {} },
});

test('KM3 KM4 KM6: a whole host tells its pad who serves, which ticket and for what, and knows the details of its configuration', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-host-pads-'));
  await writeFile(`${folder}/configuration.json`, JSON.stringify(configuration));
  const line = createMemoryLine();
  const heard: string[] = [];
  await line.b.open({ data: (bytes) => heard.push(inShort(Buffer.from(bytes).toString('utf8'))), closed: () => {} });
  const started = await Host.start({
    ...nodeHostParts(new AbortController().signal),
    folder,
    log: pino({ level: 'silent' }),
    pads: [{ transport: 'memory', path: 'a', profile: 'toy', options: {} }],
    openTransport: () => ok(line.a),
    familyOf: createFamilyFinder([toyFamily('toy', {}, { 2: 'dissatisfied' })]),
  });
  if (!started.ok) throw new Error(started.error.code);
  const host = started.value;
  try {
    await expect.poll(() => heard).toEqual(['clock', 'staff nobody', 'welcome']);
    await host.signIn(staffId, 'staff');
    await host.session.arm('queue', { ticket: 'A042', itemCode: 'X-1' });
    await line.b.write(Buffer.from('2 207,510'));
    await expect.poll(() => heard.at(-1)).toBe('thank');
    await host.signOut();
    await expect.poll(() => heard.at(-1)).toBe('staff nobody');
    expect(heard.slice(3)).toEqual([
      'staff 李文静',
      'ticket A042 企业设立登记',
      'arm 30',
      'say please-evaluate',
      'thank',
      'staff nobody',
    ]);
    const { epoch, tip } = host.journal.current;
    const items = await host.journal.read(epoch, 1, tip.seq, Number.MAX_SAFE_INTEGER);
    const texts = items.flatMap((item) => (item.kind === 'record' ? [Buffer.from(item.bytes).toString('utf8')] : []));
    expect(texts.filter((text) => text.includes('"details":["207"]'))).toHaveLength(1);
  } finally {
    await host.stop();
    await rm(folder, { recursive: true });
  }
});
