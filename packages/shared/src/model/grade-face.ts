import type { Grade } from './grade.ts';

/** A face in a 96 × 96 box as SVG path data: what is drawn with a line, and what is filled. */
export interface GradeFace {
  readonly lines: readonly string[];
  readonly solids: readonly string[];
}

const circle = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0z`;
const eyes = [circle(36, 42, 3.6), circle(60, 42, 3.6)];

/** The five faces, drawn for this product: outline, eyes and mouth all differ, from a sun to a diamond, so that they are told apart without colour and from afar. */
export const gradeFaces: Readonly<Record<Grade, GradeFace>> = {
  very_satisfied: {
    lines: [
      circle(48, 48, 31),
      'M48 3v6M48 87v6M3 48h6M87 48h6M16.2 16.2l4.2 4.2M75.6 75.6l4.2 4.2M79.8 16.2l-4.2 4.2M20.4 75.6l-4.2 4.2',
      'M31.5 43q5-6.5 10 0M54.5 43q5-6.5 10 0',
    ],
    solids: ['M34 53h28a14 14 0 0 1-28 0z'],
  },
  satisfied: { lines: [circle(48, 48, 40), 'M31 57q17 15 34 0'], solids: eyes },
  basically_satisfied: {
    lines: [
      'M26 11h44a15 15 0 0 1 15 15v44a15 15 0 0 1-15 15h-44a15 15 0 0 1-15-15v-44a15 15 0 0 1 15-15z',
      'M33 61h30',
    ],
    solids: eyes,
  },
  dissatisfied: { lines: ['M28 12h40l21 36-21 36H28L7 48z', 'M33 66q15-13 30 0'], solids: eyes },
  very_dissatisfied: {
    lines: ['M48 4l44 44-44 44L4 48z', 'M30 40l13 5.5M66 40l-13 5.5'],
    solids: ['M35 66c0-15 26-15 26 0q-13-5-26 0z'],
  },
};
