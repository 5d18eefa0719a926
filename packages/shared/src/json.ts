/** What a JSON text says; undefined where it is none. Whoever calls it checks the shape. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
