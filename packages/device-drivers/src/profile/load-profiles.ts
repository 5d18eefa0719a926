import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PadFamily } from '../pad-driver.ts';
import { maxProfileLength, parseProfile, type ProfileProblem } from './parse-profile.ts';
import { createProfileFamily } from './profile-family.ts';

/** Why a file of the folder is no family. */
export interface ProfileFileFault {
  /** Its name inside the folder; the folder's own path where that cannot be read. */
  readonly file: string;
  readonly problems: readonly ProfileProblem[];
}

export interface LoadedProfiles {
  readonly families: readonly PadFamily[];
  readonly faults: readonly ProfileFileFault[];
}

/** Most files of a folder that are read. */
const maxFiles = 200;

/**
 * Reads every .yaml, .yml and .json of a folder, in the order of their names. A broken file is told and stops no other;
 * a folder that does not exist has no profiles. `taken`: names of families that a profile may not have.
 */
export async function loadProfiles(folder: string, taken: readonly string[] = []): Promise<LoadedProfiles> {
  const listed = await readdir(folder).catch((error: NodeJS.ErrnoException) => error);
  if (listed instanceof Error) {
    return { families: [], faults: listed.code === 'ENOENT' ? [] : [unreadable(folder, listed)] };
  }
  const files = listed.filter((name) => /\.(ya?ml|json)$/.test(name)).sort();
  const families: PadFamily[] = [];
  const faults: ProfileFileFault[] = [];
  const names = new Map(taken.map((name) => [name, 'a family of this build']));
  for (const file of files.slice(0, maxFiles)) {
    const read = await loadProfile(join(folder, file));
    if (!read.ok) faults.push({ file, problems: read.problems });
    else if (names.has(read.family.profile)) faults.push(doubled(file, read.family.profile, names));
    else {
      names.set(read.family.profile, file);
      families.push(read.family);
    }
  }
  if (files.length > maxFiles)
    faults.push({
      file: folder,
      problems: [at1(`only the first ${maxFiles} of ${files.length} profiles are read`, 'remove what is not used')],
    });
  return { families, faults };
}

type Loaded =
  | { readonly ok: true; readonly family: PadFamily }
  | { readonly ok: false; readonly problems: readonly ProfileProblem[] };

async function loadProfile(path: string): Promise<Loaded> {
  try {
    const { size } = await stat(path);
    if (size > maxProfileLength * 4)
      return {
        ok: false,
        problems: [at1('the file is too long for a profile', `write at most ${maxProfileLength} characters`)],
      };
    const parsed = parseProfile(await readFile(path, 'utf8'));
    return parsed.ok ? { ok: true, family: createProfileFamily(parsed.value) } : { ok: false, problems: parsed.error };
  } catch (error) {
    return { ok: false, problems: unreadable(path, error as Error).problems };
  }
}

const at1 = (problem: string, instead: string): ProfileProblem => ({ line: 1, column: 1, problem, instead });

function unreadable(file: string, { message }: Error): ProfileFileFault {
  return { file, problems: [at1(`it cannot be read: ${message}`, 'check that it is there and may be read')] };
}

function doubled(file: string, name: string, names: ReadonlyMap<string, string>): ProfileFileFault {
  return {
    file,
    problems: [at1(`the name ${name} is taken by ${names.get(name) ?? 'another file'}`, 'choose another name')],
  };
}
