import { type DeviceConfiguration, deviceConfigurationSchema, followUpOptions } from '@pingjia/shared';

export const sampleStaffId = '6f0d2a52-6d3f-4c0e-9a44-9d1be2ad0001';
export const longNamedStaffId = '6f0d2a52-6d3f-4c0e-9a44-9d1be2ad0002';
const siteId = '6f0d2a52-6d3f-4c0e-9a44-9d1be2ad0003';

/** A hall with one window and two members of staff, the second with names as long as they come. */
export const sampleConfiguration: DeviceConfiguration = deviceConfigurationSchema.parse({
  version: 'sample',
  site: {
    siteId,
    areaCode: '110101',
    name: { 'zh-CN': '东城区政务服务中心', en: 'Dongcheng Government Service Centre' },
  },
  window: {
    windowId: '6f0d2a52-6d3f-4c0e-9a44-9d1be2ad0004',
    siteId,
    label: 'A03',
    name: { 'zh-CN': '企业开办综合窗口', en: 'Starting a business' },
  },
  assignedStaffId: sampleStaffId,
  staff: [
    {
      staffId: sampleStaffId,
      siteId,
      number: '1024',
      name: { 'zh-CN': '李文静', en: 'Li Wenjing' },
      title: { 'zh-CN': '综合受理岗', en: 'Registrar' },
    },
    {
      staffId: longNamedStaffId,
      siteId,
      number: 'DC-2026-000-1024-88',
      name: {
        'zh-CN': '阿卜杜热西提·阿卜杜克热木·买买提江·吐尔逊',
        en: 'Abdurashid Abdukerim Memetjan Tursun of the Longest Name Anyone Ever Wrote on a Badge',
      },
      title: {
        'zh-CN': '市场准入与企业登记注册综合受理一级行政办事员',
        en: 'First-Class Administrative Officer for Market Access and the Registration of Enterprises',
      },
    },
  ],
  items: [
    {
      itemCode: '000125004000',
      name: { 'zh-CN': '企业设立登记', en: 'Registration of a new enterprise' },
      department: { 'zh-CN': '市场监督管理局', en: 'Market Regulation' },
    },
    {
      itemCode: '000125004001',
      name: {
        'zh-CN': '外商投资企业（中外合资、中外合作）分支机构变更登记及经营范围调整备案联合办理',
        en: 'Joint handling of changes to branches of foreign-invested enterprises and of adjustments to their scope of business',
      },
      department: { 'zh-CN': '市场监督管理局', en: 'Market Regulation' },
    },
  ],
  wording: 'satisfaction',
  languages: ['zh-CN', 'en'],
  followUpOptions: [...followUpOptions],
  rules: { times: {} },
});
