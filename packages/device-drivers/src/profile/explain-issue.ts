import type { z } from 'zod';
import { ledModes, phrases } from '../pad-command.ts';
import type { Finding } from './check-profile.ts';
import { profileCommands } from './profile-schema.ts';

/** What a part of a profile may have, where a wrong name says the least. */
const names: Readonly<Partial<Record<string, readonly string[]>>> = {
  commands: profileCommands,
  phrases,
  modes: ledModes,
};

type Issue = z.core.$ZodIssue;

/** What a schema found, in words for whoever wrote the value. */
export function findingOf(issue: Issue, value: unknown): readonly Finding[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      problem: `"${shorten(key)}" is not known here`,
      instead: insteadOf(path),
    }));
  }
  const name = path.at(-1);
  const found = path.reduce<unknown>((inside, part) => memberOf(inside, part), value);
  if (issue.code === 'invalid_key') {
    return [
      {
        path,
        problem: `"${shorten(String(name))}" is no name that is known here`,
        instead: issue.issues[0]?.message ?? issue.message,
      },
    ];
  }
  const problem =
    found === undefined ? `"${String(name ?? 'the profile')}" is missing` : `${describe(found)} does not fit here`;
  return [{ path, problem, instead: issue.message }];
}

function memberOf(value: unknown, name: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string | number, unknown>>)[name];
}

function describe(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of fields';
  return typeof value === 'string' ? `"${shorten(value)}"` : shorten(JSON.stringify(value) ?? 'that');
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

function insteadOf(path: readonly (string | number)[]): string {
  const known = names[String(path.at(-1))];
  if (known !== undefined) return `write one of: ${known.join(', ')}`;
  return 'leave it out or correct its name; the guide to profiles lists what each part may have';
}
