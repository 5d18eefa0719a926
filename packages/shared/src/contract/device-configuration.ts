import { z } from 'zod';
import { followUpOptionSchema } from '../model/follow-up-option.ts';
import { gradeWordingSchema } from '../model/grade.ts';
import { languageSchema } from '../model/localized-text.ts';
import { serviceItemSchema } from '../model/service-item.ts';
import { serviceWindowSchema } from '../model/service-window.ts';
import { siteSchema } from '../model/site.ts';
import { staffMemberSchema } from '../model/staff-member.ts';
import { uuidSchema } from '../ids.ts';

/** Times of a session, milliseconds. The one place where their defaults are documented. */
export const sessionTimesSchema = z.object({
  /** An armed session nobody rates becomes "not evaluated". */
  armed: z.int().min(1_000).max(600_000).default(30_000),
  /** A further key within this time is a repeat of the same citizen; 0: every key counts. */
  response: z.int().min(0).max(60_000).default(5_000),
  /** How long the citizen may change their mind on the screen. */
  change: z.int().min(0).max(60_000).default(5_000),
  /** How long the chosen grade is shown before the follow-up question. */
  rated: z.int().min(0).max(60_000).default(1_200),
  /** Without a touch for this long an open follow-up closes as it stands; each touch starts it anew. */
  followUp: z.int().min(1_000).max(600_000).default(15_000),
  /** How long the closing thanks stay. */
  thanks: z.int().min(0).max(60_000).default(3_000),
});
export type SessionTimes = z.infer<typeof sessionTimesSchema>;

export const sessionRulesSchema = z.object({
  times: sessionTimesSchema,
  /** What a pad press means while nobody is awaited. */
  idlePress: z.enum(['walk-up', 'stray']).default('walk-up'),
  followUp: z.boolean().default(true),
});
export type SessionRules = z.infer<typeof sessionRulesSchema>;

/** What a pad goes by until its server has spoken. */
export const defaultSessionRules: SessionRules = sessionRulesSchema.parse({ times: {} });

/** GET /api/v1/devices/{deviceId}/configuration: everything a pad shows and decides by. It survives on the pad offline. */
export const deviceConfigurationSchema = z.object({
  /** Opaque; changes when anything below changes. */
  version: z.string().max(64),
  site: siteSchema,
  window: serviceWindowSchema,
  /** Who serves here unless somebody signed in. */
  assignedStaffId: uuidSchema.nullable(),
  staff: z.array(staffMemberSchema).max(500),
  items: z.array(serviceItemSchema).max(5_000),
  wording: gradeWordingSchema,
  /** First is the default. */
  languages: z.array(languageSchema).min(1).max(12),
  followUpOptions: z.array(followUpOptionSchema).max(200),
  rules: sessionRulesSchema,
});
export type DeviceConfiguration = z.infer<typeof deviceConfigurationSchema>;
