import { err, ok, parseJson, type Result } from '@pingjia/shared';
import { readText } from './read-text.ts';

/** Members of a JSON object by name. A Map, so that a member like "constructor" is a member like any other. */
export type JsonMembers = ReadonlyMap<string, unknown>;

export type JsonFault = 'too-long' | 'bad-text' | 'bad-form';

/** Reads a message that is one JSON object in UTF-8. */
export function readMembers(bytes: Uint8Array, maxBytes: number): Result<JsonMembers, JsonFault> {
  if (bytes.length > maxBytes) return err('too-long');
  const text = readText(bytes);
  if (text === undefined) return err('bad-text');
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return err('bad-form');
  return ok(new Map(Object.entries(value)));
}

export function writeMembers(members: Readonly<Record<string, string | number>>): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(members));
}
