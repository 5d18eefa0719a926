import { Agent, type AgentOptions } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Clock } from '@pingjia/shared';
import { exchange } from './http-exchange.ts';
import type { HttpPort } from './http-port.ts';
import { ShownKeys } from './server-pins.ts';

/** Longer than between two heartbeats, shorter than a gateway forgets a connection. Milliseconds. */
const longestIdle = 30_000;

/** A round trip of a bad line, and more, for each address of a server; Node's own quarter of a second knows no bad lines. Milliseconds. */
const perAddress = 4_000;

const kept: AgentOptions = { keepAlive: true, keepAliveMsecs: 10_000, timeout: longestIdle };

/**
 * HttpPort over connections that are kept. After a failure none of them is used again, and where a kept one failed, the
 * request is sent once more, at once, on a new one: everything that a device asks may be asked twice.
 */
export function createNodeHttp(signal: AbortSignal, clock: Clock): HttpPort {
  const reach = { ...kept, autoSelectFamilyAttemptTimeout: perAddress };
  const plain = new Agent(reach);
  const trusted = new TlsAgent(reach);
  // The pin vouches for the server, not its certificate's issuer; a resumed session would show no certificate.
  const pinned = new TlsAgent({ ...reach, rejectUnauthorized: false, maxCachedSessions: 0 });
  signal.addEventListener('abort', () => [plain, trusted, pinned].forEach((agent) => agent.destroy()), { once: true });
  const shown = new ShownKeys();
  return async (request) => {
    const agent = agentFor(request.url, request.pins);
    const first = await exchange(request, { agent, clock, signal, shown });
    if (first.result.ok) return first.result;
    dropIdle(agent);
    return first.repeatable ? (await exchange(request, { agent, clock, signal, shown })).result : first.result;
  };

  function agentFor(url: string, pins: readonly string[] = []): Agent {
    if (!url.startsWith('https:')) return plain;
    return pins.length > 0 ? pinned : trusted;
  }
}

function dropIdle(agent: Agent): void {
  for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
}
