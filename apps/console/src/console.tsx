import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import type { DataRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { type Services, ServicesContext } from './services.tsx';
import { LocaleFrame } from './shell/locale-frame.tsx';

export interface ConsoleOptions {
  readonly i18n: i18n;
  readonly queries: QueryClient;
  readonly router: DataRouter;
  readonly services: Services;
  /** Overrules the language's own direction. */
  readonly direction: 'ltr' | 'rtl' | null;
}

/** The whole console; everything it stands on is handed in. */
export function Console({ i18n, queries, router, services, direction }: ConsoleOptions) {
  return (
    <ServicesContext value={services}>
      <I18nextProvider i18n={i18n}>
        <QueryClientProvider client={queries}>
          <LocaleFrame direction={direction}>
            <RouterProvider router={router} />
          </LocaleFrame>
        </QueryClientProvider>
      </I18nextProvider>
    </ServicesContext>
  );
}
