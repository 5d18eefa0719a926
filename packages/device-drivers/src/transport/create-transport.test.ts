import { err, type Fault, fault, ok } from '@pingjia/shared';
import { describe, expect, it } from 'vitest';
import { createTransport } from './create-transport.ts';
import type { TransportHandlers } from './transport.ts';

/** An adapter that breaks every promise it can. */
function rude() {
  const connections: TransportHandlers[] = [];
  let freed = 0;
  const transport = createTransport((handlers) => {
    connections.push(handlers);
    return Promise.resolve(
      ok({
        write: () => new Promise<never>(() => undefined),
        close: () => {
          freed += 1;
          return Promise.resolve();
        },
      }),
    );
  });
  const closings: (Fault | null)[] = [];
  const bytes: number[] = [];
  const handlers: TransportHandlers = {
    data: (chunk) => void bytes.push(...chunk),
    closed: (reason) => void closings.push(reason),
  };
  return { transport, connections, closings, bytes, handlers, freed: () => freed };
}

describe('createTransport', () => {
  it('DV4: tells one closing, however often the adapter reports it', async () => {
    const { transport, connections, closings, handlers } = rude();
    await transport.open(handlers);
    connections[0]?.closed(null);
    connections[0]?.closed(fault('PAD_IO_FAILED'));
    expect(closings).toEqual([null]);
  });

  it('DV5: swallows what an ended connection still brings, also into the next one', async () => {
    const { transport, connections, bytes, closings, handlers } = rude();
    await transport.open(handlers);
    await transport.close();
    await transport.open(handlers);
    connections[0]?.data(Uint8Array.of(1));
    connections[0]?.closed(null);
    connections[1]?.data(Uint8Array.of(2));
    expect(bytes).toEqual([2]);
    expect(closings).toEqual([]);
  });

  it('DV6: a write the port never answers ends with the connection', async () => {
    const { transport, connections, handlers } = rude();
    await transport.open(handlers);
    const ours = transport.write(Uint8Array.of(1));
    await transport.close();
    expect(await ours).toMatchObject({ error: { code: 'PAD_IO_FAILED' } });
    await transport.open(handlers);
    const theirs = transport.write(Uint8Array.of(1));
    connections[1]?.closed(fault('PAD_NOT_FOUND'));
    expect(await theirs).toMatchObject({ error: { code: 'PAD_NOT_FOUND' } });
  });

  it('DV6: an adapter that throws while writing is a failed write', async () => {
    const transport = createTransport(() =>
      Promise.resolve(ok({ write: () => Promise.reject(new Error('broken')), close: () => Promise.resolve() })),
    );
    await transport.open({ data: () => undefined, closed: () => undefined });
    expect(await transport.write(Uint8Array.of(1))).toMatchObject({ error: { code: 'PAD_IO_FAILED' } });
  });

  it('DV7: closed while opening, it frees the port and opens again', async () => {
    const { transport, handlers, freed } = rude();
    const opening = transport.open(handlers);
    await transport.close();
    expect(await opening).toMatchObject({ ok: false });
    expect(freed()).toBeLessThanOrEqual(1);
    expect(await transport.open(handlers)).toMatchObject({ ok: true });
  });

  it('DV7: lost while opening, the opening fails and nothing else is told', async () => {
    let freed = 0;
    const closings: (Fault | null)[] = [];
    const transport = createTransport((handlers) => {
      handlers.closed(fault('PAD_NOT_FOUND'));
      return Promise.resolve(
        ok({ write: () => Promise.resolve(ok()), close: () => Promise.resolve(void (freed += 1)) }),
      );
    });
    const opened = await transport.open({ data: () => undefined, closed: (reason) => void closings.push(reason) });
    expect(opened).toMatchObject({ ok: false });
    expect(closings).toEqual([]);
    expect(freed).toBe(1);
  });

  it('DV7: a failed opening leaves it closed', async () => {
    const transport = createTransport(() => Promise.resolve(err(fault('PAD_NOT_FOUND'))));
    const handlers = { data: () => undefined, closed: () => undefined };
    expect(await transport.open(handlers)).toMatchObject({ error: { code: 'PAD_NOT_FOUND' } });
    expect(await transport.open(handlers)).toMatchObject({ error: { code: 'PAD_NOT_FOUND' } });
  });
});
