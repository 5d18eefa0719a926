import { createServer, type Server, type Socket } from 'node:net';
import {
  type ControlAnswer,
  type KeyRange,
  maxControlBytes,
  type ParsedControlRequest,
  parseControlLine,
} from './control-contract.ts';

export interface ControlServer {
  readonly server: Server;
  /** Hangs up on everybody. */
  disconnect(): void;
}

/** Answers JSON lines, those of one connection one after the other. */
export function createControlServer(
  keys: KeyRange,
  answer: (request: ParsedControlRequest) => Promise<ControlAnswer>,
): ControlServer {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    void converse(socket, keys, answer);
  });
  return {
    server,
    disconnect() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function converse(
  socket: Socket,
  keys: KeyRange,
  answer: (request: ParsedControlRequest) => Promise<ControlAnswer>,
): Promise<void> {
  const tell = (reply: ControlAnswer): void => {
    if (socket.writable) socket.write(`${JSON.stringify(reply)}\n`);
  };
  let rest = Buffer.alloc(0);
  try {
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      rest = Buffer.concat([rest, chunk]);
      for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
        const line = rest.subarray(0, end).toString('utf8');
        rest = rest.subarray(end + 1);
        const request = parseControlLine(line, keys);
        tell(typeof request === 'string' ? { ok: false, error: request } : await answer(request));
      }
      if (rest.length > maxControlBytes) {
        tell({ ok: false, error: `a line has at most ${maxControlBytes} bytes` });
        socket.destroySoon();
        return;
      }
    }
  } catch {
    // Whoever asked hung up in the middle; there is nobody left to tell.
    socket.destroy();
  }
}
