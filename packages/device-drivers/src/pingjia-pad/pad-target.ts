import { describeFault, err, ok, type PadAddress, parsePadAddress, type Result } from '@pingjia/shared';
import type { PadFamily } from '../pad-driver.ts';
import { createProfileFamily } from '../profile/profile-family.ts';
import { families, familyForProfile } from '../registry.ts';
import { transportForAddress } from '../transport/transport-for-address.ts';
import type { Transport } from '../transport/transport.ts';
import { readProfile } from './read-profile.ts';
import type { PadWorld } from './tool.ts';

/** A pad that was named on the command line, and everything to speak with it. Nothing is open yet. */
export interface PadTarget {
  readonly address: PadAddress;
  readonly family: PadFamily;
  readonly transport: Transport;
  /** `<transport>:<path>`. */
  readonly place: string;
  /** Whether bytes come as whole messages. */
  readonly messages: boolean;
}

const streams = ['serial', 'socket', 'tcp'];

/** `file`: a profile for pads that no family of this build knows. Null where there is none such; why was said then. */
export async function findTarget(text: string, file: string | undefined, world: PadWorld): Promise<PadTarget | null> {
  const target = await readTarget(text, file, world);
  if (target.ok) return target.value;
  for (const line of target.error) world.complain(line);
  return null;
}

async function readTarget(
  text: string,
  file: string | undefined,
  world: PadWorld,
): Promise<Result<PadTarget, readonly string[]>> {
  const parsed = parsePadAddress(text);
  if (!parsed.ok) return err([describeFault(parsed.error)]);
  const family = await findFamily(parsed.value.profile, file, world);
  if (!family.ok) return family;
  const { transportOptions = {}, transports } = family.value;
  const address = {
    ...parsed.value,
    profile: family.value.profile,
    options: { ...transportOptions, ...parsed.value.options },
  };
  if (!transports.includes(address.transport)) {
    return err([
      `${address.profile} is not spoken over ${address.transport}; it is over ${transports.join(', ')}.`,
      ...spokenOver(address.transport),
    ]);
  }
  const transport = transportForAddress(address);
  if (!transport.ok) return err([describeFault(transport.error)]);
  return ok({
    address,
    family: family.value,
    transport: transport.value,
    place: `${address.transport}:${address.path}`,
    messages: !streams.includes(address.transport),
  });
}

/** What to write instead, where an address names no profile or the wrong one. */
function spokenOver(transport: string): readonly string[] {
  const names = families.filter((family) => family.transports.includes(transport)).map(({ profile }) => profile);
  return names.length === 0 ? [] : [`Over ${transport} there are: ${names.join(', ')}. Write ?profile=${names[0]}.`];
}

async function findFamily(
  profile: string,
  file: string | undefined,
  world: PadWorld,
): Promise<Result<PadFamily, readonly string[]>> {
  if (file !== undefined) {
    const read = await readProfile(file, world);
    return read.ok ? ok(createProfileFamily(read.value)) : read;
  }
  const family = familyForProfile(profile);
  return family.ok ? family : err([describeFault(family.error)]);
}
