import type { OpenChannel } from './bridge-channel.ts';
import { messagePortChannels } from './message-port-channel.ts';
import { webSocketChannels } from './web-socket-channel.ts';

/** The page's way to its host: the preload's port inside Electron, the loopback WebSocket in a browser. */
export function chooseChannels(page: Window): OpenChannel {
  if ('pingjiaShell' in page && page.pingjiaShell === 'electron') return messagePortChannels(page);
  const address = new URL(page.location.href);
  return webSocketChannels({
    page: address,
    token: address.searchParams.get('token'),
    forgetToken() {
      address.searchParams.delete('token');
      page.history.replaceState(null, '', address);
    },
  });
}
