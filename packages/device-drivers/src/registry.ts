import { err, fault, ok, type Result } from '@pingjia/shared';
import type { CreatePadDriver } from './pad-driver.ts';
import { createPingjiaLineDriver } from './pingjia-line/driver.ts';

const drivers: ReadonlyMap<string, CreatePadDriver> = new Map([['pingjia-line', createPingjiaLineDriver]]);

/** Names of the pad families this build can talk to. */
export const profiles: readonly string[] = [...drivers.keys()];

/** Fails with PAD_ADDRESS_INVALID for a profile nobody wrote. */
export function driverForProfile(profile: string): Result<CreatePadDriver> {
  const driver = drivers.get(profile);
  return driver === undefined ? err(fault('PAD_ADDRESS_INVALID', `unknown profile ${profile}`)) : ok(driver);
}
