import { isIP, isIPv6 } from 'node:net';
import { err, fault, ok, type PadAddress, type Result } from '@pingjia/shared';
import { integerOption } from './address-options.ts';
import { isLoopback, parseHostPort } from './host-port.ts';
import type { UdpOptions } from './udp-transport.ts';

/** Reads `udp:<host>:<port>?listen=<port>&bind=<address>&from=<address>,…`; fails with PAD_ADDRESS_INVALID. */
export function parseUdpAddress({ path, options }: PadAddress): Result<UdpOptions> {
  const place = parseHostPort(path);
  if (!place.ok) return place;
  const listen = integerOption(options, 'listen', { least: 0, most: 65_535, otherwise: 0 });
  if (!listen.ok) return listen;
  const { host } = place.value;
  const bind = options['bind'] ?? (isLoopback(host) ? loopbackOf(host) : undefined);
  if (bind === undefined) {
    return err(
      fault('PAD_ADDRESS_INVALID', `${path} is not this machine: add bind=<own address>, or bind=0.0.0.0 for all`),
    );
  }
  if (isIP(bind) === 0 || (isIP(host) !== 0 && isIP(host) !== isIP(bind))) {
    return err(fault('PAD_ADDRESS_INVALID', `bind=${bind}`));
  }
  const from = (options['from'] ?? '').split(',').filter((address) => address !== '');
  const wrong = from.find((address) => isIP(address) === 0);
  if (wrong !== undefined) return err(fault('PAD_ADDRESS_INVALID', `from=${wrong} is no IP address`));
  return ok({ ...place.value, listen: listen.value, bind, from });
}

const loopbackOf = (host: string): string => (isIPv6(host) ? '::1' : '127.0.0.1');
