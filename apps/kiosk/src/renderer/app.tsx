import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { Header } from './components/header.tsx';
import { PadContext, type PadContextValue } from './components/pad-context.ts';
import { StatusNote } from './components/status-note.tsx';
import { useWindowKeys } from './components/use-window-keys.ts';
import { usePainted } from './components/use-painted.ts';
import { type Copies, createI18n } from './copy/i18n.ts';
import { offeredLanguages } from './copy/language.ts';
import type { MirrorState } from './data/mirror-state.ts';
import { Disconnected } from './screens/disconnected.tsx';
import { Refused } from './screens/refused.tsx';
import { SessionScreen } from './screens/session-screen.tsx';
import type { ScreenModel } from './session/screen-model.ts';
import { LearnKeys } from './technician/learn-keys.tsx';
import { windowKeysAddress } from './technician/pad-details.tsx';
import { type Corner, Technician } from './technician/technician.tsx';
import { useLapse } from './technician/use-lapse.ts';
import { useStickNews } from './technician/use-stick-news.ts';
import { useLanguage } from './use-language.ts';

/** What React can watch. */
export interface Watchable<T> {
  readonly state: () => T;
  readonly subscribe: (watcher: () => void) => () => void;
}

export interface AppProps {
  readonly model: ScreenModel;
  readonly mirror: Watchable<MirrorState>;
  readonly copies: Copies;
}

/** Until the host has told its own time: how long a language chosen by nobody in particular stays; milliseconds. */
const languageStays = 30_000;

/** The whole page. */
export function App({ model, mirror, copies }: AppProps) {
  const state = useSyncExternalStore(model.subscribe, model.state);
  const mirrorState = useSyncExternalStore(mirror.subscribe, mirror.state);
  const [corner, setCorner] = useState<Corner | null>(null);
  const { shown, configuration, link, learning } = state;
  const { clock } = model;
  const i18n = useMemo(() => createI18n(copies), [copies]);
  const languages = useMemo(
    () => offeredLanguages(configuration?.languages ?? Object.keys(copies), copies),
    [configuration, copies],
  );
  const idleFor = configuration?.rules.times.armed ?? languageStays;
  const view = shown?.view ?? null;
  const isTechnical = corner !== null || learning !== null;
  const { language, choose, reset } = useLanguage(languages, view, idleFor, isTechnical, clock);
  const stickNews = useStickNews(state.status?.stick ?? null, corner?.isAtSticks === true);
  const isBusy = learning !== null || stickNews.report?.phase === 'exporting';
  const lapse = useCallback(() => {
    setCorner(null);
    reset();
  }, [reset]);
  useLapse({ isOpen: corner !== null, isBusy, view, clock, onLapse: lapse });
  const pad = useMemo<PadContextValue>(
    () => ({
      t: i18n.getFixedT(language),
      language,
      languages,
      chooseLanguage: choose,
      nameOf: (tag) => copies[tag]?.name ?? tag,
      openTechnician: () => setCorner({ pad: null }),
      clock,
    }),
    [i18n, language, languages, choose, copies, clock],
  );
  const painted = useCallback((revision: number) => void model.tell({ method: 'painted', revision }), [model]);
  const hasWindowKeys = state.status?.pads.some(({ address }) => address === windowKeysAddress) ?? false;
  const tellKey = useCallback(
    (code: string, down: boolean) => void model.tell({ method: 'window-key', code, down }),
    [model],
  );
  useWindowKeys(hasWindowKeys, tellKey);
  usePainted(configuration === null ? null : (shown?.revision ?? null), painted);
  const staff = configuration?.staff.find(({ staffId }) => staffId === shown?.staffId) ?? null;
  const isAttract = view?.state === 'idle' && configuration !== null && link !== 'refused' && !isTechnical;

  return (
    <PadContext value={pad}>
      <div className="pad" data-link={link} data-state={view?.state}>
        {isAttract ? null : <Header configuration={configuration} staff={staff} />}
        {learning !== null ? (
          <LearnKeys
            learning={learning}
            wording={configuration?.wording ?? 'satisfaction'}
            onStep={(step) => model.ask({ method: 'learn.step', step })}
          />
        ) : corner !== null ? (
          <Technician
            corner={corner}
            state={state}
            configuration={configuration}
            mirror={mirrorState}
            stickNews={stickNews}
            model={model}
            onGo={setCorner}
          />
        ) : link === 'refused' && state.refusal !== null ? (
          <Refused fault={state.refusal} onRetry={() => model.start()} />
        ) : shown === null || configuration === null ? (
          <Disconnected why={shown !== null ? 'unconfigured' : link === 'starting' ? 'starting' : 'disconnected'} />
        ) : (
          <SessionScreen
            shown={shown}
            configuration={configuration}
            staff={staff}
            pending={state.pending}
            model={model}
          />
        )}
        <StatusNote status={state.status} mirror={mirrorState} />
      </div>
    </PadContext>
  );
}
