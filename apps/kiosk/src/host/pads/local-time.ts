import type { LocalTime } from '@pingjia/device-drivers';

/** A wall clock reading (milliseconds since 1970) in the time zone of this machine. */
export function localTime(wall: number): LocalTime {
  const date = new Date(wall);
  return {
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    hour: date.getHours(),
    minute: date.getMinutes(),
    second: date.getSeconds(),
  };
}
