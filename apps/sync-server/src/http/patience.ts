import type { Clock } from '@pingjia/shared';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Bodies may take as long as bytes keep coming: only a sender that falls silent is given up. */
    readonly unhurried?: true;
  }
}

/** Milliseconds within which a request must have arrived whole, or gone on where it may take its time. */
export const requestPatience = 60_000;

/**
 * Closes connections whose request does not arrive. Not left to Node's requestTimeout, which knows one limit for all, and
 * stops looking once the server is closing.
 */
export function limitPatience(app: FastifyInstance, clock: Clock): void {
  app.addHook('onRequest', async ({ raw, routeOptions }, reply) => {
    let seen = raw.socket.bytesRead;
    const look = () => {
      if (raw.complete || raw.socket.destroyed) return;
      const now = raw.socket.bytesRead;
      // What still comes after its answer interests nobody.
      const mayGoOn = routeOptions.config.unhurried === true && !reply.raw.writableEnded;
      if (!mayGoOn || now === seen) return void raw.socket.destroy();
      seen = now;
      cancel = clock.after(requestPatience, look);
    };
    let cancel = clock.after(requestPatience, look);
    reply.raw.once('close', () => {
      if (raw.complete) cancel();
    });
  });
}
