/** Of a failure: what happened, and what the person who can act on it should do. */
export interface ErrorText {
  readonly means: string;
  readonly todo: string;
}
