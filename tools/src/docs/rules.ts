/** Identifiers such as SY12 and DV3: two capitals that are the specification's own, and a number. */
const id = '[A-Z]{2}\\d+';

/** The rules that a specification defines, in its order: list items that begin with a bold identifier. */
export function definedRules(specification: string): readonly string[] {
  return Array.from(specification.matchAll(new RegExp(`^- \\*\\*(${id})\\*\\* `, 'gm')), ([, rule = '']) => rule);
}

/** The rules that the test titles of a source file quote: string literals that begin with identifiers and a colon. */
export function quotedRules(source: string): readonly string[] {
  const titles = source.matchAll(new RegExp(`['"\`](${id}(?: ${id})*): `, 'g'));
  return Array.from(titles, ([, ids = '']) => ids.split(' ')).flat();
}
