import type { LocalizedText } from '@pingjia/shared';

export interface SampleStaff {
  readonly staffId: string;
  readonly staffName: LocalizedText;
}

const name = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });
const uuid = (kind: string, index: number) => `${kind.repeat(8)}-0000-4000-8000-${String(index).padStart(12, '0')}`;

export const sampleStaff: readonly SampleStaff[] = [
  name('陈静', 'Chen Jing'),
  name('李志强', 'Li Zhiqiang'),
  name('阿依古丽·买买提', 'Aygul Memet'),
  name('张伟', 'Zhang Wei'),
].map((staffName, index) => ({ staffId: uuid('b', index), staffName }));

export const sampleSites = [
  { siteId: uuid('a', 0), siteName: name('江城市政务服务中心', 'Jiangcheng City Service Centre') },
  { siteId: uuid('a', 1), siteName: name('临江区便民服务大厅', 'Linjiang District Service Hall') },
] as const;

/** Devices of the sample: each stands at one window of one site. */
export const sampleDevices = Array.from({ length: 8 }, (_, index) => ({
  deviceId: uuid('d', index),
  epoch: uuid('e', index),
  windowId: uuid('c', index),
  windowLabel: index < 5 ? `A0${index + 1}` : `B0${index - 4}`,
  ...(index < 5 ? sampleSites[0] : sampleSites[1]),
}));

export const sampleItems = ['440125001000', '440198002000', '440108013001', null] as const;
