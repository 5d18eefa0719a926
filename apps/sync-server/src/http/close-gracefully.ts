import type { Cancel, Clock } from '@pingjia/shared';
import type { FastifyInstance } from 'fastify';

/** Milliseconds. */
const sweepEvery = 50;

/** While closing, requests in flight are finished; a connection that falls idle afterwards is closed, not kept alive. */
export function closeGracefully(app: FastifyInstance, clock: Clock): void {
  let cancel: Cancel = () => undefined;
  const sweep = () => {
    app.server.closeIdleConnections();
    cancel = clock.after(sweepEvery, sweep);
  };
  app.addHook('preClose', async () => sweep());
  app.addHook('onClose', async () => cancel());
}
