import type { Cancel, Clock } from '@pingjia/shared';
import type { FastifyInstance } from 'fastify';

/** Milliseconds. */
const sweepEvery = 50;
/** Milliseconds that requests in flight have to end, so that a supervisor who kills after ten seconds has nothing to kill. */
export const farewell = 5_000;

/**
 * While closing, requests in flight are finished; a connection that falls idle afterwards is closed, not kept alive. One
 * whose other side neither sends nor reads is cut in the end: nobody can keep the server from stopping.
 */
export function closeGracefully(app: FastifyInstance, clock: Clock): void {
  let cancel: Cancel = () => undefined;
  let giveUp: Cancel = () => undefined;
  const sweep = () => {
    app.server.closeIdleConnections();
    cancel = clock.after(sweepEvery, sweep);
  };
  app.addHook('preClose', async () => {
    sweep();
    giveUp = clock.after(farewell, () => app.server.closeAllConnections());
  });
  app.addHook('onClose', async () => {
    cancel();
    giveUp();
  });
}
