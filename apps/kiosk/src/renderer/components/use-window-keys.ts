import { useEffect } from 'react';

/** Keys that keyboard pads have; what moves the focus and presses buttons stays the screen's own. */
const padKeys = /^(?:Digit\d|Numpad\w+|Key[A-Z]|F\d{1,2})$/;

/** Pads that type end a choice with one of these, within so many milliseconds; nobody's hand is as fast. */
const endOfChoice = { codes: new Set(['Enter', 'Tab']), within: 100 } as const;

/** Hands the keys of every keyboard to `tell` while `isWanted`; on the screen they then do nothing. */
export function useWindowKeys(isWanted: boolean, tell: (code: string, down: boolean) => void): void {
  useEffect(() => {
    if (!isWanted) return;
    const held = new Set<string>();
    let choiceAt = Number.NEGATIVE_INFINITY;
    const hear = (event: KeyboardEvent) => {
      const endsChoice = endOfChoice.codes.has(event.code) && event.timeStamp - choiceAt < endOfChoice.within;
      const isChoice = padKeys.test(event.code) && !event.ctrlKey && !event.altKey && !event.metaKey;
      if (!isChoice && !endsChoice) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      // Passed on, it would press whatever has the focus on the screen.
      if (endsChoice) return;
      choiceAt = event.timeStamp;
      const isDown = event.type === 'keydown';
      if (held.has(event.code) === isDown) return;
      if (isDown) held.add(event.code);
      else held.delete(event.code);
      tell(event.code, isDown);
    };
    // Where the focus is lost a key's release is never heard.
    const release = () => {
      for (const code of held) tell(code, false);
      held.clear();
    };
    window.addEventListener('keydown', hear, true);
    window.addEventListener('keyup', hear, true);
    window.addEventListener('blur', release);
    return () => {
      window.removeEventListener('keydown', hear, true);
      window.removeEventListener('keyup', hear, true);
      window.removeEventListener('blur', release);
      release();
    };
  }, [isWanted, tell]);
}
