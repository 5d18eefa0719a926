import { usePad } from '../components/pad-context.ts';

/** Writes milliseconds since 1970 as date and time of this place, in the language shown. */
export function useMoment(): (at: number) => string {
  const { language } = usePad();
  return (at) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(at);
}
