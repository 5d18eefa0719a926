/** A text with its identifiers cut to eight characters: readable, and still told apart. */
export function tagOf(text: string): string {
  return text.replace(/([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '$1');
}
