import { z } from 'zod';
import { type Grade, gradeSchema } from './grade.ts';
import { type LocalizedText, localizedTextSchema } from './localized-text.ts';

/** A detail option ("what was it?") that a citizen may tick after a grade; every one is voluntary. */
export const followUpOptionSchema = z.object({
  /** Three digits, the first being the platform code of its grade. */
  code: z.string().regex(/^[1-5]\d{2}$/),
  grade: gradeSchema,
  core: z.boolean(),
  text: localizedTextSchema,
});
export type FollowUpOption = z.infer<typeof followUpOptionSchema>;

const list = (grade: Grade, firstCode: number, texts: readonly (readonly [zh: string, en: string])[]) =>
  texts.map(([zh, en], index): FollowUpOption => {
    const text: LocalizedText = { 'zh-CN': zh, en };
    return { code: String(firstCode + index), grade, core: index < 3, text };
  });

/** The option list in use between provinces (the first three of each grade are its core). Codes are never reused. */
export const followUpOptions: readonly FollowUpOption[] = [
  ...list('very_satisfied', 510, [
    ['一窗受理一次办结', 'One window, done in one visit'],
    ['可以先受理后补材料', 'Accepted first, papers could follow'],
    ['不用提交证明', 'No certificates needed'],
    ['可以全程网上办理', 'Can be done entirely online'],
    ['可以使用手机办理', 'Can be done by phone'],
    ['可以就近办理', 'Can be done nearby'],
    ['无需材料直接办理', 'Done without any papers'],
    ['服务热情效率高', 'Warm and efficient service'],
  ]),
  ...list('satisfied', 406, [
    ['填写一张表单就可完成申报', 'A single form was enough'],
    ['在线提交材料窗口核验', 'Papers sent online, checked at the window'],
    ['一张清单告知全部申报材料', 'One list named all papers'],
    ['用告知承诺减免申报材料', 'A declaration replaced papers'],
    ['可以在线预约办理', 'Appointments can be made online'],
    ['跑大厅一次办完', 'One trip to the hall'],
    ['可以使用自助机办理', 'Self-service machine available'],
    ['服务态度较好', 'Friendly service'],
  ]),
  ...list('basically_satisfied', 307, [
    ['一次性告知需要补正的材料', 'Told once what was missing'],
    ['提供申报材料样本', 'Sample papers provided'],
    ['在承诺的时间内办结', 'Done within the promised time'],
    ['办事指南指引准确', 'The guide was accurate'],
    ['按办事指南要求的材料即可办理', 'The papers in the guide were enough'],
    ['可以快递送达', 'Delivered by courier'],
    ['跑动次数与承诺的一致', 'As many trips as promised'],
    ['服务态度一般', 'Service was so-so'],
  ]),
  ...list('dissatisfied', 207, [
    ['没有提供材料样本', 'No sample papers'],
    ['没有提供材料清单', 'No list of papers'],
    ['未在承诺时间内办结', 'Not done within the promised time'],
    ['同样内容的证明材料被要求多次提交', 'The same proof was asked for repeatedly'],
    ['承诺网办但无法在线办理', 'Promised online, yet not possible'],
    ['在线预约办理后到实体大厅重复取号排队', 'Had to queue again despite an appointment'],
    ['窗口人员业务不熟练', 'Staff did not know the procedure'],
    ['服务态度生硬', 'Curt service'],
  ]),
  ...list('very_dissatisfied', 108, [
    ['在办事指南之外增加新的审批条件', 'New conditions beyond the guide'],
    ['需提供办事指南之外的申报材料', 'Papers demanded beyond the guide'],
    ['无理由超过法定办理时间', 'Legal time limit exceeded without reason'],
    ['办事指南提供样本有错', 'The guide’s samples were wrong'],
    ['承诺在线收取申报材料实际无法收取', 'Online submission promised, not possible'],
    ['多头跑窗口和部门', 'Sent from window to window'],
    ['跑动次数与承诺的不一致', 'More trips than promised'],
    ['服务态度差效率低', 'Bad and slow service'],
  ]),
];
