import type { Station } from '../station/station.ts';
import type { World } from './world.ts';

/** The machine is switched on again after so many milliseconds. */
export function comeBack({ schedule }: World, station: Station, after: number): void {
  schedule.after(after, () => {
    station.padLine.plug();
    void station.boot();
  });
}
