import { listenOnPath, listenOnPort } from './listen.ts';
import type { CreateSimulatedLine } from './simulated-line.ts';
import { streamLine } from './stream-line.ts';

/** A port that is a local socket. */
export function socketLine(path: string): CreateSimulatedLine {
  return streamLine((server) => listenOnPath(server, path));
}

/** A port that is a TCP port of this machine, as a serial server offers one. */
export function tcpLine(port: number): CreateSimulatedLine {
  return streamLine((server) => listenOnPort(server, port));
}
