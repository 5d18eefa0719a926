import { type DeviceConfiguration, defaultSessionRules, type SessionRules } from '@pingjia/shared';

/** The rules of a configuration; no follow-up where there is nothing to ask. */
export function rulesOf(configuration: DeviceConfiguration | null): SessionRules {
  if (configuration === null) return { ...defaultSessionRules, followUp: false };
  return { ...configuration.rules, followUp: configuration.rules.followUp && configuration.followUpOptions.length > 0 };
}
