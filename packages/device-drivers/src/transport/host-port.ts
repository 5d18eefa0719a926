import { isIPv6 } from 'node:net';
import { err, fault, ok, type Result } from '@pingjia/shared';

/** A place on a network; `host` is a name or an IP address without brackets. */
export interface HostPort {
  readonly host: string;
  /** 1–65535. */
  readonly port: number;
}

/** Reads `<host>:<port>`, IPv6 addresses in brackets; fails with PAD_ADDRESS_INVALID. */
export function parseHostPort(text: string): Result<HostPort> {
  const [, v6, name, digits = ''] =
    /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9][A-Za-z0-9._-]{0,252})):(\d{1,5})$/.exec(text) ?? [];
  const host = v6 ?? name;
  const port = Number(digits);
  const sound = host !== undefined && port >= 1 && port <= 65_535 && (v6 === undefined || isIPv6(v6));
  return sound ? ok({ host, port }) : err(fault('PAD_ADDRESS_INVALID', `${text} is no <host>:<port>`));
}

/** Whether a host is this machine by its very name, so that nobody else can be behind it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

export function formatHostPort({ host, port }: HostPort): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
