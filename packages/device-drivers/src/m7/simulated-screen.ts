import type { HostMessage } from './host-message.ts';

/** What a simulated device shows and has been told. */
export interface SimulatedScreen {
  readonly screen: 'welcome' | 'evaluate' | 'paused';
  /** Card of the staff member who is shown. */
  readonly staff: string | null;
  /** The latest texts that were spoken or shown, the newest last. */
  readonly texts: readonly string[];
}

/** After power-on. */
export const dark: SimulatedScreen = { screen: 'welcome', staff: null, texts: [] };

const maxTexts = 20;

export function after(shown: SimulatedScreen, message: HostMessage): SimulatedScreen {
  switch (message.type) {
    case 'welcome':
    case 'resume':
      return { ...shown, screen: 'welcome' };
    case 'arm':
      return { ...shown, screen: 'evaluate' };
    case 'pause':
      return { ...shown, screen: 'paused' };
    case 'login':
      return { ...shown, staff: message.card };
    case 'logout':
      return { ...shown, staff: null };
    case 'speak':
    case 'notice':
      return withText(shown, message.text);
    case 'ticket':
      return withText(shown, `${message.number},${message.service}`);
    default:
      return shown;
  }
}

function withText(shown: SimulatedScreen, text: string): SimulatedScreen {
  return { ...shown, texts: [...shown.texts, text].slice(-maxTexts) };
}
