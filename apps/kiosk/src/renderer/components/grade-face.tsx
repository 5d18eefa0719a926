import type { Grade } from '@pingjia/shared';
import type { ReactNode } from 'react';

const dots = (
  <g className="solid">
    <circle cx="36" cy="42" r="3.6" />
    <circle cx="60" cy="42" r="3.6" />
  </g>
);

/** Outline, eyes and mouth all differ, from a sun to a diamond: told apart without colour and from afar. */
const faces: Readonly<Record<Grade, ReactNode>> = {
  very_satisfied: (
    <>
      <circle cx="48" cy="48" r="31" />
      <path d="M48 3v6M48 87v6M3 48h6M87 48h6M16.2 16.2l4.2 4.2M75.6 75.6l4.2 4.2M79.8 16.2l-4.2 4.2M20.4 75.6l-4.2 4.2" />
      <path d="M31.5 43q5-6.5 10 0M54.5 43q5-6.5 10 0" />
      <path className="solid" d="M34 53h28a14 14 0 0 1-28 0z" />
    </>
  ),
  satisfied: (
    <>
      <circle cx="48" cy="48" r="40" />
      {dots}
      <path d="M31 57q17 15 34 0" />
    </>
  ),
  basically_satisfied: (
    <>
      <rect x="11" y="11" width="74" height="74" rx="15" />
      {dots}
      <path d="M33 61h30" />
    </>
  ),
  dissatisfied: (
    <>
      <path d="M28 12h40l21 36-21 36H28L7 48z" />
      {dots}
      <path d="M33 66q15-13 30 0" />
    </>
  ),
  very_dissatisfied: (
    <>
      <path d="M48 4l44 44-44 44L4 48z" />
      <path d="M30 40l13 5.5M66 40l-13 5.5" />
      <path className="solid" d="M35 66c0-15 26-15 26 0q-13-5-26 0z" />
    </>
  ),
};

/** The drawing of a grade; decorative, its text always stands beside it. */
export function GradeFace({ grade }: { readonly grade: Grade }) {
  return (
    <svg className="face" viewBox="0 0 96 96" aria-hidden="true">
      {faces[grade]}
    </svg>
  );
}
