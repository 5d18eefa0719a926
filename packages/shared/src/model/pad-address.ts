import { fault } from '../fault.ts';
import { err, ok, type Result } from '../result.ts';

/** Where a pad is and how it speaks: `serial:/dev/ttyUSB0?profile=pingjia-line&baud=9600`. */
export interface PadAddress {
  readonly transport: string;
  readonly path: string;
  readonly profile: string;
  /** What remains of the query, for transport and profile. */
  readonly options: Readonly<Record<string, string>>;
}

export function parsePadAddress(text: string): Result<PadAddress> {
  const match = /^([a-z][a-z0-9-]*):([^?]+)(?:\?(.*))?$/.exec(text);
  if (match === null) return err(fault('PAD_ADDRESS_INVALID', text));
  const [, transport = '', path = '', query = ''] = match;
  const pairs: [name: string, value: string][] = [];
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const [name = '', value = ''] = pair.split('=', 2);
    try {
      pairs.push([decodeURIComponent(name), decodeURIComponent(value)]);
    } catch {
      return err(fault('PAD_ADDRESS_INVALID', pair));
    }
  }
  // fromEntries, not assignment: a name like __proto__ is a name like any other.
  const options: Record<string, string> = Object.fromEntries(pairs);
  const { profile = 'pingjia-line', ...rest } = options;
  return ok({ transport, path, profile, options: rest });
}

/** Several addresses; fails with PAD_ADDRESS_INVALID at the first that is none. */
export function parsePadAddresses(texts: readonly string[]): Result<readonly PadAddress[]> {
  const parsed = texts.map((text) => parsePadAddress(text));
  const wrong = parsed.find((address) => !address.ok);
  return wrong ?? ok(parsed.flatMap((address) => (address.ok ? [address.value] : [])));
}

export function formatPadAddress({ transport, path, profile, options }: PadAddress): string {
  const query = Object.entries({ profile, ...options }).map(
    ([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`,
  );
  return `${transport}:${path}?${query.join('&')}`;
}
