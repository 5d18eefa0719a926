import { systemClock } from '@pingjia/shared';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app.tsx';
import type { OpenChannel } from './bridge/bridge-channel.ts';
import type { Copies } from './copy/i18n.ts';
import { bridgeJournal } from './data/journal-source.ts';
import type { MirrorState } from './data/mirror-state.ts';
import { MirrorStore } from './data/mirror-store.ts';
import { startMirror } from './data/start-mirror.ts';
import { ScreenModel } from './session/screen-model.ts';
import { systemRandom } from './system-random.ts';
import './style/index.css';

// The page's policy forbids eval, which zod would otherwise try for speed.
z.config({ jitless: true });

export interface Mounted {
  readonly model: ScreenModel;
  readonly mirror: ReturnType<typeof startMirror>;
  readonly mirrorState: () => MirrorState;
}

/** Puts the pad's screen into `element` and begins to talk to the host. */
export function mount(element: Element, open: OpenChannel, copies: Copies): Mounted {
  const model = new ScreenModel({ open, clock: systemClock, random: systemRandom, reload: () => location.reload() });
  const mirrorStore = new MirrorStore();
  createRoot(element).render(
    <StrictMode>
      <App model={model} mirror={mirrorStore} copies={copies} />
    </StrictMode>,
  );
  model.start();
  const mirror = startMirror(bridgeJournal(model), systemClock, mirrorStore.set);
  mirror.catch(() => mirrorStore.set({ phase: 'unavailable', records: 0, rebuilt: 'no' }));
  return { model, mirror, mirrorState: mirrorStore.state };
}
