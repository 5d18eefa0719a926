import { describe, expect, it } from 'vitest';
import { readExampleProfile } from './fuzz/example-profiles.ts';
import { createProfileFamily } from './profile/profile-family.ts';
import { families, familyForProfile, profiles } from './registry.ts';
import { logDriver } from './testing/driver-log.ts';

describe('registry', () => {
  it('DV40: knows every profile it lists', () => {
    expect(profiles.map((profile) => familyForProfile(profile).ok)).toEqual(profiles.map(() => true));
    expect(profiles).toContain('pingjia-line');
  });

  const met = [...families, createProfileFamily({ ...readExampleProfile('text-line'), transports: ['serial', 'tcp'] })];

  it.each(met.flatMap((family) => family.transports.map((transport) => [family.profile, transport, family] as const)))(
    'DV47: %s over %s counts unasked presses only where nobody on a network can make them',
    (_profile, transport, family) => {
      const { driver } = logDriver(family.createDriver, {}, `${transport}:somewhere`);
      expect(driver.capabilities.walkUp).toBe(['serial', 'socket', 'hid', 'keys'].includes(transport));
    },
  );

  it.each(['', 'pingjia', 'constructor', '__proto__'])('DV40: refuses the profile %j', (profile) => {
    expect(familyForProfile(profile)).toMatchObject({ ok: false, error: { code: 'PAD_ADDRESS_INVALID' } });
  });
});
