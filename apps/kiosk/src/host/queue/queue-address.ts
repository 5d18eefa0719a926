import { isIP } from 'node:net';
import { type DatagramPeer, defaultMemberNames, loopbackAskers, type QueueMemberNames } from '@pingjia/device-drivers';
import { err, fault, ok, type Result } from '@pingjia/shared';

const known: ReadonlySet<string> = new Set(['from', 'best', ...Object.keys(defaultMemberNames)]);

/** Which end of the five grades a queue system counts from. */
export type BestKey = 1 | 5;

export interface QueueAddress {
  /** Where the host listens. */
  readonly at: DatagramPeer;
  /** IP addresses that are heard. */
  readonly allow: readonly string[];
  /** The number by which the best grade is told; the worst is at the other end. */
  readonly best: BestKey;
  /** How this queue system calls the members of its messages. */
  readonly memberNames: QueueMemberNames;
}

/**
 * Reads `127.0.0.1:7792?from=10.0.0.5,10.0.0.6&best=5`; IPv6 in brackets. Without `from` this machine alone is heard;
 * without `best` 5 is the best; members may be renamed, as in `ticket=number`. Errors: REQUEST_INVALID with a sentence.
 */
export function parseQueueAddress(text: string): Result<QueueAddress> {
  const [, bracketed, plain, port = '', query = ''] =
    /^(?:\[([^\]]+)\]|([^:?[\]]+)):(\d{1,5})(?:\?(.*))?$/.exec(text) ?? [];
  const address = bracketed ?? plain ?? '';
  if (isIP(address) === 0 || Number(port) > 65_535) return refuse(`"${text}" is not like 127.0.0.1:7792`);
  const options = new URLSearchParams(query);
  const unknown = [...options.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) return refuse(`no option ${unknown}; there are ${[...known].join(', ')}`);
  const allow = options.get('from')?.split(',') ?? loopbackAskers;
  const wrong = allow.find((one) => isIP(one) === 0);
  if (wrong !== undefined) return refuse(`"${wrong}" in from is no IP address`);
  const best = options.get('best') ?? '5';
  if (best !== '1' && best !== '5') return refuse(`best is 1 or 5, not "${best}"`);
  return ok({ at: { address, port: Number(port) }, allow, best: best === '1' ? 1 : 5, memberNames: namesIn(options) });
}

function namesIn(options: URLSearchParams): QueueMemberNames {
  const given = Object.entries(defaultMemberNames).map(([member, name]) => [member, options.get(member) ?? name]);
  return Object.fromEntries(given) as QueueMemberNames;
}

function refuse(why: string): Result<never> {
  return err(fault('REQUEST_INVALID', why));
}
