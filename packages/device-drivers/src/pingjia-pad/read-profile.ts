import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '@pingjia/shared';
import { parseProfile, type ProfileProblem } from '../profile/parse-profile.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { PadWorld } from './tool.ts';

/** Reads a profile file; the errors are lines for whoever wrote it. */
export async function readProfile(file: string, world: PadWorld): Promise<Result<Profile, readonly string[]>> {
  const text = await readTextFile(file, world);
  if (!text.ok) return err([text.error]);
  const parsed = parseProfile(text.value);
  return parsed.ok ? ok(parsed.value) : err(parsed.error.map((problem) => describeProblem(file, problem)));
}

/** The whole file; the error is a sentence. */
export async function readTextFile(file: string, world: PadWorld): Promise<Result<string, string>> {
  try {
    return ok(await readFile(world.resolve(file), 'utf8'));
  } catch (error) {
    return err(`${file} cannot be read: ${(error as Error).message}. Check its name and whether you may read it.`);
  }
}

function describeProblem(file: string, { line, column, problem, instead }: ProfileProblem): string {
  return `${file}:${line}:${column}: ${problem}; ${instead}`;
}
