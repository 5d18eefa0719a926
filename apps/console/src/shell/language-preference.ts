const storageKey = 'pingjia.language';

export interface LanguagePreference {
  read(): string | null;
  write(language: string): void;
}

/** Remembers the chosen language in this browser; one that forbids storage just forgets it. */
export function languagePreference(storage: () => Storage): LanguagePreference {
  return {
    read() {
      try {
        return storage().getItem(storageKey);
      } catch {
        return null;
      }
    },
    write(language) {
      try {
        storage().setItem(storageKey, language);
      } catch {
        // The choice holds until the page is left.
      }
    },
  };
}
