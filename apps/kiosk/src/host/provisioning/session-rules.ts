import { type DeviceConfiguration, type SessionRules, sessionRulesSchema } from '@pingjia/shared';

/** What a pad goes by until its server has spoken: the documented defaults. */
const defaults = sessionRulesSchema.parse({ times: {} });

/** The rules of a configuration; no follow-up where there is nothing to ask. */
export function rulesOf(configuration: DeviceConfiguration | null): SessionRules {
  if (configuration === null) return { ...defaults, followUp: false };
  return { ...configuration.rules, followUp: configuration.rules.followUp && configuration.followUpOptions.length > 0 };
}
