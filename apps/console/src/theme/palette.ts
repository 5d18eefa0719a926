import type { Grade } from '@pingjia/shared';

/** The console's colours, akin to the citizen's screen; text on `surface` and on `canvas` reaches 4.5 : 1. */
export const palette = {
  accent: '#0a5560',
  accentSoft: '#e2edec',
  ink: '#14212b',
  inkSoft: '#4d5b66',
  line: '#d5dbde',
  lineSoft: '#e8ecee',
  surface: '#ffffff',
  canvas: '#f4f5f2',
  good: '#17693a',
  warn: '#9a5b00',
  warnSoft: '#fff6e5',
  bad: '#b3261e',
  badSoft: '#fdeceb',
} as const;

/** Face colour of each grade, best to worst. */
export const gradeColours: Readonly<Record<Grade, string>> = {
  very_satisfied: '#17693a',
  satisfied: '#42701a',
  basically_satisfied: '#775a00',
  dissatisfied: '#a14708',
  very_dissatisfied: '#b3261e',
};

/** Makes the palette known to the stylesheets as --pj-<name>. */
export function applyPalette(root: HTMLElement): void {
  for (const [name, colour] of Object.entries(palette)) {
    root.style.setProperty(`--pj-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, colour);
  }
}
