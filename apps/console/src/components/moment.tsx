import { useServices } from '../services.tsx';
import { useTimeFormat } from '../format/use-time-format.ts';

/** A time in the viewer's zone; with date, seconds and zone on hover. */
export function Moment({ time }: { readonly time: number }) {
  const { clock } = useServices();
  const format = useTimeFormat();
  return (
    <time dateTime={new Date(time).toISOString()} title={format.full(time)}>
      {format.short(time, clock.wall())}
    </time>
  );
}
