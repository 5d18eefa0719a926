import { lazy, Suspense } from 'react';
import { Navigate, Outlet, type RouteObject } from 'react-router';
import { ErrorPage } from './components/error-page.tsx';
import { NotFoundPage } from './components/not-found-page.tsx';
import { PageLoading } from './components/page-loading.tsx';
import { RequireSession } from './session/require-session.tsx';
import { signInPath } from './session/return-path.ts';

const SignInPage = lazy(async () => ({ default: (await import('./session/sign-in-page.tsx')).SignInPage }));
const Shell = lazy(async () => ({ default: (await import('./shell/shell.tsx')).Shell }));
const EvaluationsPage = lazy(async () => ({
  default: (await import('./evaluations/evaluations-page.tsx')).EvaluationsPage,
}));
const BundlesPage = lazy(async () => ({ default: (await import('./bundles/bundles-page.tsx')).BundlesPage }));
const DevicesPage = lazy(async () => ({ default: (await import('./devices/devices-page.tsx')).DevicesPage }));

/** Every address of the console; each room is loaded when it is first entered. */
export const routes: RouteObject[] = [
  {
    element: (
      <Suspense fallback={<PageLoading />}>
        <Outlet />
      </Suspense>
    ),
    errorElement: <ErrorPage />,
    children: [
      { path: signInPath, element: <SignInPage /> },
      {
        element: <RequireSession />,
        children: [
          {
            element: <Shell />,
            children: [
              { index: true, element: <Navigate to="/evaluations" replace /> },
              { path: 'evaluations', element: <EvaluationsPage /> },
              { path: 'bundles', element: <BundlesPage /> },
              { path: 'devices', element: <DevicesPage /> },
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
];
