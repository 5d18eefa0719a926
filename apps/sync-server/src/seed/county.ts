import type { ServiceWindow, Site, StaffMember } from '@pingjia/shared';

/** An invented county. Ids are fixed so that seeding again finds what is there. */
const id = (kind: number, number: number) =>
  `5eed0000-0000-4000-8000-${String(kind * 1_000 + number).padStart(12, '0')}`;

const hall = id(1, 1);
const town = id(1, 2);

export const sites: readonly Site[] = [
  {
    siteId: hall,
    areaCode: '990101',
    name: { 'zh-CN': '青禾县政务服务中心', en: 'Qinghe County Government Service Centre' },
  },
  {
    siteId: town,
    areaCode: '990101102',
    name: { 'zh-CN': '柳溪镇便民服务中心', en: 'Liuxi Town Convenience Service Centre' },
  },
];

const window = (number: number, siteId: string, label: string, zh: string, en: string): ServiceWindow => ({
  windowId: id(2, number),
  siteId,
  label,
  name: { 'zh-CN': zh, en },
});

export const windows: readonly ServiceWindow[] = [
  window(1, hall, 'A01', '综合受理', 'General acceptance'),
  window(2, hall, 'A02', '企业开办', 'Starting a business'),
  window(3, hall, 'A03', '社会保障', 'Social security'),
  window(4, hall, 'B01', '不动产登记', 'Real-estate registration'),
  window(5, town, 'T01', '综合窗口', 'All services'),
  window(6, town, 'T02', '民政服务', 'Civil affairs'),
];

const member = (
  number: number,
  siteId: string,
  zh: string,
  en: string,
  title: readonly [string, string],
): StaffMember => ({
  staffId: id(3, number),
  siteId,
  number: String(1_000 + number),
  name: { 'zh-CN': zh, en },
  title: { 'zh-CN': title[0], en: title[1] },
});

const clerk = ['窗口工作人员', 'Window clerk'] as const;
const senior = ['首席代表', 'Senior representative'] as const;

export const staff: readonly StaffMember[] = [
  member(1, hall, '林晓雯', 'Lin Xiaowen', senior),
  member(2, hall, '周志远', 'Zhou Zhiyuan', clerk),
  member(3, hall, '韩雪梅', 'Han Xuemei', clerk),
  member(4, hall, '马建国', 'Ma Jianguo', clerk),
  member(5, hall, '阿依古丽', 'Ayguli', clerk),
  member(6, town, '何春燕', 'He Chunyan', senior),
  member(7, town, '罗文斌', 'Luo Wenbin', clerk),
  member(8, town, '唐思琪', 'Tang Siqi', clerk),
];

/** Who serves at which window unless somebody signs in. */
export const assignments: ReadonlyMap<string, string> = new Map(
  [
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 4],
    [5, 6],
    [6, 7],
  ].map(([windowNumber = 0, staffNumber = 0]) => [id(2, windowNumber), id(3, staffNumber)]),
);
