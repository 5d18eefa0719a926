import type { Clock, Language } from '@pingjia/shared';
import type { TFunction } from 'i18next';
import { createContext, useContext } from 'react';

/** What every part of the screen may need to know. */
export interface PadContextValue {
  readonly t: TFunction;
  readonly language: Language;
  readonly languages: readonly Language[];
  readonly chooseLanguage: (language: Language) => void;
  /** A language's name in itself. */
  readonly nameOf: (language: Language) => string;
  readonly openTechnician: () => void;
  readonly clock: Clock;
}

export const PadContext = createContext<PadContextValue | null>(null);

/** Throws outside of the App. */
export function usePad(): PadContextValue {
  const value = useContext(PadContext);
  if (value === null) throw new Error('No PadContext around this component.');
  return value;
}
