import type { SeededRandom } from '@pingjia/shared/testing';

export interface PlantedValue {
  readonly phone: string;
  readonly comment: string;
}

const words = Array.from(
  '窗口服务人员态度很好材料一次说清办事大厅排队时间太长希望增加椅子指示牌看不懂谢谢你们建议延长下班',
);

/** Phone numbers and comments that occur nowhere by chance. */
export function plantedValues(random: SeededRandom, count: number): readonly PlantedValue[] {
  const digits = (length: number) => Array.from({ length }, () => random.below(10)).join('');
  const chinese = (length: number) => Array.from({ length }, () => words[random.below(words.length)]).join('');
  return Array.from({ length: count }, () => ({
    phone: `1${3 + random.below(7)}${digits(9)}`,
    comment: chinese(12 + random.below(60)),
  }));
}
