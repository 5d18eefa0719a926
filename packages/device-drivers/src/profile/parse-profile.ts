import { err, ok, type Result } from '@pingjia/shared';
import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { checkProfile, type Finding } from './check-profile.ts';
import { findingOf } from './explain-issue.ts';
import { type Profile, profileSchema } from './profile-schema.ts';

/** Longest profile, characters. */
export const maxProfileLength = 65_536;

/** Deepest nesting of a profile; the reader would run out of stack long before its end otherwise. */
const maxDepth = 16;

/** One thing wrong with a profile, for whoever wrote it. Lines and columns count from 1. */
export interface ProfileProblem {
  readonly line: number;
  readonly column: number;
  readonly problem: string;
  readonly instead: string;
}

/** Reads a profile in YAML or JSON, and tells all that is wrong with it, in the order of its lines. */
export function parseProfile(text: string): Result<Profile, readonly ProfileProblem[]> {
  const first = (problem: string, instead: string): Result<never, readonly ProfileProblem[]> =>
    err([{ line: 1, column: 1, problem, instead }]);
  if (text.length > maxProfileLength)
    return first('the file is too long for a profile', `write at most ${maxProfileLength} characters`);
  if (tooDeep(text)) return first('the file is nested too deeply', `write at most ${maxDepth} levels`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'core', logLevel: 'silent' });
  const at = (offset: number, { problem, instead }: Omit<Finding, 'path'>): ProfileProblem => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), problem, instead };
  };
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) {
    return err(
      broken.slice(0, 20).map(({ pos, message }) =>
        at(pos[0], {
          problem: `this is no YAML: ${message}`,
          instead: 'look at colons, quotes and indentation here',
        }),
      ),
    );
  }
  const value = valueOf(document);
  if (value === undefined)
    return first('an alias is unknown, or makes the file too large', 'write out what *names repeat');
  const parsed = profileSchema.safeParse(value);
  const findings = parsed.success
    ? checkProfile(parsed.data)
    : parsed.error.issues.flatMap((issue) => findingOf(issue, value));
  if (parsed.success && findings.length === 0) return ok(parsed.data);
  return err(
    findings
      .map((finding) => at(offsetOf(document, finding.path), finding))
      .sort((a, b) => a.line - b.line || a.column - b.column),
  );
}

function valueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 }) as unknown;
  } catch {
    return undefined;
  }
}

/** Where the value at a path begins, or the nearest place above that is there. */
function offsetOf(document: Document, path: Finding['path']): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const name = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => (isScalar(key) ? String(key.value) : undefined) === String(name));
      if (pair !== undefined && isPair(pair) && isNode(pair.key)) return pair.key.range?.[0] ?? 0;
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node.range?.[0] ?? 0;
  }
  return isNode(document.contents) ? (document.contents.range?.[0] ?? 0) : 0;
}

/** Looks at brackets and indentation only, before anything recursive does. */
function tooDeep(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') depth = Math.max(0, depth - 1);
    else if (sign === '\n') depth = 0;
    if (depth > maxDepth * 4) return true;
  }
  return /^(?: {64}|(?:[-?:] ?){32})/m.test(text);
}
