import { err, fault, ok, type PadAddress, type Result } from '@pingjia/shared';
import type { WebSocketOptions } from './web-socket-transport.ts';

/** Reads `ws:<host>[:<port>][/<path>]`, also with `//` before the host, and option `frames`; fails with PAD_ADDRESS_INVALID. */
export function parseWebSocketAddress({ transport, path, options }: PadAddress): Result<WebSocketOptions> {
  const frames = options['frames'] ?? 'auto';
  if (frames !== 'auto' && frames !== 'binary') return err(fault('PAD_ADDRESS_INVALID', `frames=${frames}`));
  const text = `${transport}://${path.replace(/^\/\//, '')}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // A name and a password in an address would end up in journals and on screens.
  const sound = url !== undefined && url.hash === '' && url.username === '' && url.password === '';
  return sound ? ok({ url: url.href, frames }) : err(fault('PAD_ADDRESS_INVALID', `${transport}:${path}`));
}
