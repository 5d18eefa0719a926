import type { Grade } from '@pingjia/shared';

/** A face in a 96 × 96 box as SVG path data: what is drawn with a line, and what is filled. */
export interface FaceDrawing {
  readonly lines: readonly string[];
  readonly solids: readonly string[];
}

const eyes = 'M32 42a4 4 0 1 0 8 0a4 4 0 1 0-8 0zM56 42a4 4 0 1 0 8 0a4 4 0 1 0-8 0z';

/** The faces of the citizen's screen: outline, eyes and mouth all differ, so that no colour is needed to tell them apart. */
export const faceDrawings: Readonly<Record<Grade, FaceDrawing>> = {
  very_satisfied: {
    lines: [
      'M17 48a31 31 0 1 0 62 0a31 31 0 1 0-62 0z',
      'M48 3v6M48 87v6M3 48h6M87 48h6M16.2 16.2l4.2 4.2M75.6 75.6l4.2 4.2M79.8 16.2l-4.2 4.2M20.4 75.6l-4.2 4.2',
      'M31.5 43q5-6.5 10 0M54.5 43q5-6.5 10 0',
    ],
    solids: ['M34 53h28a14 14 0 0 1-28 0z'],
  },
  satisfied: { lines: ['M8 48a40 40 0 1 0 80 0a40 40 0 1 0-80 0z', 'M31 57q17 15 34 0'], solids: [eyes] },
  basically_satisfied: {
    lines: [
      'M26 11h44a15 15 0 0 1 15 15v44a15 15 0 0 1-15 15h-44a15 15 0 0 1-15-15v-44a15 15 0 0 1 15-15z',
      'M33 61h30',
    ],
    solids: [eyes],
  },
  dissatisfied: { lines: ['M28 12h40l21 36-21 36H28L7 48z', 'M33 66q15-13 30 0'], solids: [eyes] },
  very_dissatisfied: {
    lines: ['M48 4l44 44-44 44L4 48z', 'M31 37l11 5.5M65 37l-11 5.5'],
    solids: ['M36 66a12 9.5 0 0 1 24 0z', 'M36 48a3 3 0 1 0 6 0a3 3 0 1 0-6 0zM54 48a3 3 0 1 0 6 0a3 3 0 1 0-6 0z'],
  },
};
