/** A fingertip on glass. */
export function TouchMark() {
  return (
    <svg className="touch-mark" viewBox="0 0 48 48" aria-hidden="true">
      <circle className="touch-ring" cx="24" cy="24" r="19" />
      <circle className="solid" cx="24" cy="24" r="7" />
    </svg>
  );
}

export function PauseMark() {
  return (
    <svg className="mark" viewBox="0 0 96 96" aria-hidden="true">
      <circle cx="48" cy="48" r="40" />
      <path d="M38 34v28M58 34v28" />
    </svg>
  );
}

/** Two ends that are to meet again. */
export function LinkMark() {
  return (
    <svg className="mark link-mark" viewBox="0 0 96 96" aria-hidden="true">
      <path d="M38 30H26a18 18 0 0 0 0 36h12M58 30h12a18 18 0 0 1 0 36H58" />
      <path className="link-gap" d="M38 48h20" />
    </svg>
  );
}

export function StopMark() {
  return (
    <svg className="mark" viewBox="0 0 96 96" aria-hidden="true">
      <rect x="12" y="12" width="72" height="72" rx="14" />
      <path d="M48 30v24M48 66v1" />
    </svg>
  );
}

export function CheckMark() {
  return (
    <svg className="check" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M5 12.5l4.5 4.5L19 7.5" />
    </svg>
  );
}
