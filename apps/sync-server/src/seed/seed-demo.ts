import { type Clock, type RandomSource, type SessionRules, sessionRulesSchema } from '@pingjia/shared';
import type { Kysely } from 'kysely';
import { hashPassword } from '../domain/console-auth/password.ts';
import { hashToken } from '../domain/console-auth/secret-token.ts';
import { storeApiToken } from '../store/api-tokens.ts';
import { saveReference } from '../store/reference.ts';
import type { Schema } from '../store/schema.ts';
import { findUser, saveUser } from '../store/users.ts';
import { assignments, sites, staff, windows } from './county.ts';
import { serviceItems } from './service-items.ts';

export interface SeedOptions {
  readonly apiToken: string;
  readonly consoleUser: string;
  readonly consolePassword: string;
  /** Gives a user that exists the password anew. */
  readonly resetPassword: boolean;
  /** Whether a user that is created or reset may erase what citizens left; by default they may. */
  readonly mayErase?: boolean | undefined;
  /** Milliseconds; overrides the default of every window's rules. */
  readonly responseInterval?: number | undefined;
}

export interface Seeded {
  readonly sites: typeof sites;
  readonly windows: typeof windows;
  /** Whether the console user has the password that was given: a user that was there keeps the old one. */
  readonly passwordSet: boolean;
}

/** Fills a migrated database with the demo county. Running it again changes what differs, keeps the password and adds the token. */
export async function seedDemo(
  db: Kysely<Schema>,
  { clock, random }: { readonly clock: Clock; readonly random: RandomSource },
  options: SeedOptions,
): Promise<Seeded> {
  const rules = demoRules(options.responseInterval);
  await saveReference(db, {
    sites,
    windows,
    staff,
    items: serviceItems,
    settings: windows.map(({ windowId }) => ({
      windowId,
      assignedStaffId: assignments.get(windowId) ?? null,
      wording: 'satisfaction',
      languages: ['zh-CN', 'en'],
      rules,
    })),
  });
  await storeApiToken(db, hashToken(options.apiToken), 'demo', clock.wall());
  const passwordSet = options.resetPassword || (await findUser(db, options.consoleUser)) === null;
  if (passwordSet) {
    await saveUser(db, {
      user_id: random.uuid(),
      username: options.consoleUser,
      display_name: '管理员',
      password_hash: await hashPassword(options.consolePassword),
      may_erase: options.mayErase ?? true,
    });
  }
  return { sites, windows, passwordSet };
}

function demoRules(response: number | undefined): SessionRules {
  return sessionRulesSchema.parse({ times: response === undefined ? {} : { response } });
}
