import { describe, expect, it } from 'vitest';
import { familyForProfile, profiles } from './registry.ts';

describe('registry', () => {
  it('DV40: knows every profile it lists', () => {
    expect(profiles.map((profile) => familyForProfile(profile).ok)).toEqual(profiles.map(() => true));
    expect(profiles).toContain('pingjia-line');
  });

  it.each(['', 'pingjia', 'constructor', '__proto__'])('DV40: refuses the profile %j', (profile) => {
    expect(familyForProfile(profile)).toMatchObject({ ok: false, error: { code: 'PAD_ADDRESS_INVALID' } });
  });
});
