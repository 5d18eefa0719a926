import { type Grade, gradeFaces } from '@pingjia/shared';

interface FaceProps {
  readonly grade: Grade;
  /** CSS pixels. */
  readonly size: number;
  readonly colour: string;
}

/** A drawn face; decoration only, the grade's name always stands beside it. */
export function Face({ grade, size, colour }: FaceProps) {
  const { lines, solids } = gradeFaces[grade];
  return (
    <svg width={size} height={size} viewBox="0 0 96 96" aria-hidden="true" focusable="false">
      <path
        d={lines.join('')}
        fill="none"
        stroke={colour}
        strokeWidth={6.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d={solids.join('')} fill={colour} stroke={colour} strokeWidth={2} strokeLinejoin="round" />
    </svg>
  );
}
