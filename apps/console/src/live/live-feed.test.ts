import { ManualClock } from '@pingjia/shared/testing';
import { describe, expect, it } from 'vitest';
import { liveDelays } from './live-delays.ts';
import { LiveFeed, type StreamHandlers } from './live-feed.ts';

function scene() {
  const clock = new ManualClock();
  const streams: (StreamHandlers & { closed: boolean })[] = [];
  const feed = new LiveFeed({
    clock,
    open(handlers) {
      const stream = { ...handlers, closed: false };
      streams.push(stream);
      return {
        close() {
          stream.closed = true;
        },
      };
    },
  });
  let reads = 0;
  feed.onChange(() => {
    reads += 1;
  });
  const newest = () => {
    const stream = streams.at(-1);
    if (stream === undefined) throw new Error('no stream was opened');
    return stream;
  };
  return { clock, feed, streams, newest, reads: () => reads };
}

describe('live feed', () => {
  it('reads when the stream opens and at every event, not at comments', () => {
    const { feed, newest, reads } = scene();
    feed.start();
    newest().onOpen();
    newest().onData(false);
    newest().onData(true);
    expect([feed.state, reads()]).toEqual(['live', 2]);
  });

  it('polls while the stream is down and stops when it is back', () => {
    const { clock, feed, newest, reads } = scene();
    feed.start();
    newest().onEnd();
    expect(feed.state).toBe('reconnecting');
    clock.advance(liveDelays.poll * 2);
    expect(reads()).toBe(2);
    newest().onOpen();
    expect([feed.state, reads()]).toEqual(['live', 3]);
  });

  it('tries again after the end of each stream', () => {
    const { clock, feed, streams, newest } = scene();
    feed.start();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect(streams).toHaveLength(attempt);
      newest().onEnd();
      clock.advance(liveDelays.reconnect);
    }
    expect(streams).toHaveLength(4);
  });

  it('takes a silent stream for dead', () => {
    const { clock, feed, newest } = scene();
    feed.start();
    newest().onOpen();
    clock.advance(liveDelays.silence - 1);
    newest().onData(false);
    clock.advance(liveDelays.silence - 1);
    expect(feed.state).toBe('live');
    clock.advance(1);
    expect([feed.state, newest().closed]).toEqual(['reconnecting', true]);
  });

  it('reads now and then even while live', () => {
    const { clock, feed, newest, reads } = scene();
    feed.start();
    newest().onOpen();
    clock.advance(liveDelays.liveRefresh);
    expect(reads()).toBe(2);
  });

  it('holds no connection and does nothing while paused', () => {
    const { clock, feed, streams, newest, reads } = scene();
    feed.start();
    newest().onOpen();
    feed.pause();
    newest().onData(true);
    newest().onEnd();
    clock.advance(10 * liveDelays.silence);
    expect([feed.state, streams[0]?.closed, streams.length, reads(), clock.pending]).toEqual(['paused', true, 1, 1, 0]);
    feed.start();
    expect(streams).toHaveLength(2);
  });

  it('ignores a stream that was replaced', () => {
    const { clock, feed, streams, newest } = scene();
    feed.start();
    const [first] = streams;
    first?.onEnd();
    clock.advance(liveDelays.reconnect);
    newest().onOpen();
    first?.onData(true);
    first?.onEnd();
    expect(feed.state).toBe('live');
  });
});
