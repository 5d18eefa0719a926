import type { ServiceItem } from '@pingjia/shared';

const departments = {
  market: { 'zh-CN': '市场监督管理局', en: 'Market Regulation Bureau' },
  labour: { 'zh-CN': '人力资源和社会保障局', en: 'Human Resources and Social Security Bureau' },
  medical: { 'zh-CN': '医疗保障局', en: 'Healthcare Security Bureau' },
  land: { 'zh-CN': '自然资源局', en: 'Natural Resources Bureau' },
  civil: { 'zh-CN': '民政局', en: 'Civil Affairs Bureau' },
  police: { 'zh-CN': '公安局', en: 'Public Security Bureau' },
  tax: { 'zh-CN': '税务局', en: 'Tax Bureau' },
  health: { 'zh-CN': '卫生健康局', en: 'Health Bureau' },
} as const;

const item = (itemCode: string, department: keyof typeof departments, zh: string, en: string): ServiceItem => ({
  itemCode,
  name: { 'zh-CN': zh, en },
  department: departments[department],
});

/** Twenty services that a county hall is asked for every day; the codes are invented. */
export const serviceItems: readonly ServiceItem[] = [
  item('000125001000', 'market', '企业设立登记', 'Company registration'),
  item('000125002000', 'market', '企业变更登记', 'Change of company registration'),
  item('000125003000', 'market', '个体工商户设立登记', 'Registration of a sole trader'),
  item('000125004000', 'market', '食品经营许可', 'Food business licence'),
  item('000114001000', 'labour', '社会保险登记', 'Social insurance registration'),
  item('000114002000', 'labour', '城乡居民养老保险参保', 'Joining the residents’ pension scheme'),
  item('000114003000', 'labour', '失业保险金申领', 'Unemployment benefit'),
  item('000114004000', 'labour', '社会保障卡申领', 'Social security card'),
  item('000136001000', 'medical', '城乡居民医疗保险参保', 'Joining the residents’ health insurance'),
  item('000136002000', 'medical', '异地就医备案', 'Registration for treatment elsewhere'),
  item('000136003000', 'medical', '医疗费用报销', 'Reimbursement of medical costs'),
  item('000115001000', 'land', '不动产转移登记', 'Transfer of real estate'),
  item('000115002000', 'land', '不动产抵押登记', 'Registration of a mortgage'),
  item('000111001000', 'civil', '结婚登记', 'Marriage registration'),
  item('000111002000', 'civil', '最低生活保障申请', 'Minimum living allowance'),
  item('000111003000', 'civil', '高龄津贴申请', 'Allowance for the elderly'),
  item('000109001000', 'police', '居民身份证换领', 'Renewal of an identity card'),
  item('000109002000', 'police', '户口迁移', 'Change of household registration'),
  item('000130001000', 'tax', '发票领用', 'Supply of invoices'),
  item('000123001000', 'health', '生育登记', 'Birth registration'),
];
