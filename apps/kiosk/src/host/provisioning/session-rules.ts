import { type DeviceConfiguration, defaultSessionRules, type Grade, type SessionRules } from '@pingjia/shared';

/** The rules of a configuration; no follow-up where there is nothing to ask. */
export function rulesOf(configuration: DeviceConfiguration | null): SessionRules {
  if (configuration === null) return { ...defaultSessionRules, followUp: false };
  return { ...configuration.rules, followUp: configuration.rules.followUp && configuration.followUpOptions.length > 0 };
}

/** Codes of the options that may be chosen with a grade. */
export function detailCodes(configuration: DeviceConfiguration | null, grade: Grade): readonly string[] {
  const own = configuration?.followUpOptions.filter((option) => option.grade === grade) ?? [];
  return own.map(({ code }) => code);
}
