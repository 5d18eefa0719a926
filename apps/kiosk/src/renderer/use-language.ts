import type { Clock, Language, SessionView } from '@pingjia/shared';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { directionOf } from './copy/language.ts';

export interface LanguageChoice {
  readonly language: Language;
  readonly choose: (language: Language) => void;
  /** Back to the default. */
  readonly reset: () => void;
}

/**
 * The language shown: the citizen's until their session ends, then the default. One chosen before any session goes back
 * after `idleFor` milliseconds. While `isKept`, a technician's, it stays.
 */
export function useLanguage(
  languages: readonly [Language, ...Language[]],
  view: SessionView | null,
  idleFor: number,
  isKept: boolean,
  clock: Clock,
): LanguageChoice {
  const [chosen, choose] = useState<Language | null>(null);
  const [first] = languages;
  const language = chosen !== null && languages.includes(chosen) ? chosen : first;
  const session = view !== null && 'sessionId' in view ? view.sessionId : null;
  const before = useRef<string | null>(null);

  useEffect(() => {
    if (before.current !== null && before.current !== session && !isKept) choose(null);
    before.current = session;
  }, [session, isKept]);

  useEffect(() => {
    if (session !== null || chosen === null || isKept) return;
    return clock.after(idleFor, () => choose(null));
  }, [session, chosen, idleFor, isKept, clock]);

  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  }, [language]);

  const reset = useCallback(() => choose(null), []);
  return { language, choose, reset };
}
