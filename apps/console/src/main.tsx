import './api/schema-policy.ts';
import './theme/base.css';
import { systemClock } from '@pingjia/shared';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { createApi } from './api/api.ts';
import { createHttpClient } from './api/http-client.ts';
import { BundleImports } from './bundles/bundle-imports.ts';
import { Console } from './console.tsx';
import { createI18n } from './copy/i18n.ts';
import { chooseLanguage } from './copy/languages.ts';
import { eventStream } from './live/event-stream.ts';
import { LiveFeed } from './live/live-feed.ts';
import { routes } from './routes.tsx';
import { createQueryClient } from './session/query-client.ts';
import { languagePreference } from './shell/language-preference.ts';
import { applyPalette } from './theme/palette.ts';

/** How long an answer of the server may take, milliseconds. */
const answerTimeout = 15_000;

const document = globalThis.document.documentElement;
const fetch = globalThis.fetch.bind(globalThis);
const clock = systemClock;
const preference = languagePreference(() => globalThis.localStorage);
const i18n = createI18n(chooseLanguage(preference.read(), navigator.languages));
i18n.on('languageChanged', preference.write);
applyPalette(document);
const api = createApi(createHttpClient({ fetch, wall: clock.wall, timeout: answerTimeout }));
const queries = createQueryClient();

const root = globalThis.document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <Console
      i18n={i18n}
      queries={queries}
      router={createBrowserRouter(routes)}
      services={{
        api,
        clock,
        live: new LiveFeed({ open: eventStream(fetch, '/api/v1/live'), clock }),
        bundles: new BundleImports({ send: api.importBundle, onAnswer: () => void queries.invalidateQueries() }),
      }}
      direction={document.dir === 'rtl' ? 'rtl' : null}
    />
  </StrictMode>,
);
