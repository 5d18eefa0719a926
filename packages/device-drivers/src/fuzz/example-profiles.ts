import { readFileSync } from 'node:fs';
import { parseProfile } from '../profile/parse-profile.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { addressedBinaryReference, textLineReference } from '../testing/profile-reference.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { createProfileTarget } from './profile-target.ts';

/** One of the profiles that come with the drivers. Throws where it is none. */
export function readExampleProfile(name: string): Profile {
  const parsed = parseProfile(readFileSync(new URL(`../../profiles/${name}.yaml`, import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

export function exampleProfileTargets(): readonly FuzzTarget[] {
  return [
    createProfileTarget(readExampleProfile('addressed-binary'), addressedBinaryReference, [
      '\xaa',
      '\x55',
      '\xaa\x55',
      '\x01',
      '\x01K',
      '\x05',
      '\0',
      '\x4b',
    ]),
    createProfileTarget(readExampleProfile('text-line'), textLineReference, [
      '#',
      'KEY',
      '=',
      'KEY=',
      '5',
      '300',
      '\r',
      '\n',
      '\r\n',
      'OK',
      ' ',
    ]),
  ];
}
