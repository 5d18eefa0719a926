import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { Brand } from '../components/brand.tsx';
import { PageLoading } from '../components/page-loading.tsx';
import { useLiveWhileVisible } from '../live/use-live.ts';
import { useSession } from '../session/use-session.ts';
import { AccountMenu } from './account-menu.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { LiveIndicator } from './live-indicator.tsx';
import { rooms } from './rooms.ts';
import styles from './shell.module.css';

/** What surrounds every room: header, navigation, live state, account. */
export function Shell() {
  const { t } = useTranslation();
  const { data } = useSession();
  useLiveWhileVisible();
  return (
    <>
      <a className={styles.skip} href="#main">
        {t('product.skip')}
      </a>
      <header className={styles.header}>
        <Brand />
        <nav className={styles.nav} aria-label={t('nav.label')}>
          {rooms.map(({ path, name }) => (
            <NavLink key={path} to={path} className={styles.link ?? ''}>
              {t(`nav.${name}`)}
            </NavLink>
          ))}
        </nav>
        <div className={styles.tools}>
          <LiveIndicator />
          <LanguageSwitch />
          {data?.signedIn === true && <AccountMenu session={data.session} />}
        </div>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </main>
    </>
  );
}
