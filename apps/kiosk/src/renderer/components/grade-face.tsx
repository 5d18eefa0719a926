import { type Grade, gradeFaces } from '@pingjia/shared';

/** The drawing of a grade; decorative, its text always stands beside it. */
export function GradeFace({ grade }: { readonly grade: Grade }) {
  const { lines, solids } = gradeFaces[grade];
  return (
    <svg className="face" viewBox="0 0 96 96" aria-hidden="true">
      <path d={lines.join('')} />
      <path className="solid" d={solids.join('')} />
    </svg>
  );
}
