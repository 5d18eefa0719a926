import type { DeviceItem, EvaluationItem, LocalizedText } from '@pingjia/shared';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface FilterChoices {
  readonly sites: readonly Choice[];
  readonly devices: readonly Choice[];
  readonly staff: readonly Choice[];
}

export interface ChoiceSources {
  readonly devices: readonly DeviceItem[];
  readonly evaluations: readonly EvaluationItem[];
  /** Chosen already, and to be offered even if nothing else knows it. */
  readonly chosen: { readonly siteId?: string; readonly deviceId?: string; readonly staffId?: string };
  readonly text: (text: LocalizedText | null) => string | null;
  readonly language: string;
}

/** What can be filtered by, as far as devices and loaded evaluations tell; unnamed things go by the start of their id. */
export function filterChoices({ devices, evaluations, chosen, text, language }: ChoiceSources): FilterChoices {
  const sites = new Map<string, string>();
  const places = new Map<string, string>();
  const staff = new Map<string, string>();
  const place = (deviceId: string, siteName: string | null, windowLabel: string | null) =>
    places.set(deviceId, [windowLabel, siteName].filter((part) => part !== null).join(' · ') || shortId(deviceId));
  for (const { siteId, siteName, staffId, staffName, deviceId, windowLabel } of evaluations) {
    sites.set(siteId, text(siteName) ?? shortId(siteId));
    place(deviceId, text(siteName), windowLabel);
    if (staffId !== null) staff.set(staffId, text(staffName) ?? shortId(staffId));
  }
  for (const { siteId, siteName, deviceId, windowLabel } of devices) {
    sites.set(siteId, text(siteName) ?? shortId(siteId));
    place(deviceId, text(siteName), windowLabel);
  }
  return {
    sites: toChoices(sites, chosen.siteId, language),
    devices: toChoices(places, chosen.deviceId, language),
    staff: toChoices(staff, chosen.staffId, language),
  };
}

export function shortId(id: string): string {
  return id.slice(0, 8);
}

function toChoices(
  names: ReadonlyMap<string, string>,
  chosen: string | undefined,
  language: string,
): readonly Choice[] {
  const all = new Map(names);
  if (chosen !== undefined && !all.has(chosen)) all.set(chosen, shortId(chosen));
  const { compare } = new Intl.Collator(language, { numeric: true });
  return [...all].map(([value, label]) => ({ value, label })).sort((a, b) => compare(a.label, b.label));
}
