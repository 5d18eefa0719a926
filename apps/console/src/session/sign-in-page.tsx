import type { SignInRequest } from '@pingjia/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { ApiError, faultOf } from '../api/api-fault.ts';
import { Brand } from '../components/brand.tsx';
import { CentredPage } from '../components/centred-page.tsx';
import { useServices } from '../services.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { returnPath, signedOutReason } from './return-path.ts';
import { sessionKey, setSession } from './session-state.ts';
import { SignInFault } from './sign-in-fault.tsx';
import { SignInForm } from './sign-in-form.tsx';
import styles from './sign-in-page.module.css';
import { useSession } from './use-session.ts';

export function SignInPage() {
  const { t } = useTranslation();
  const { api } = useServices();
  const client = useQueryClient();
  const session = useSession();
  const [params] = useSearchParams();
  usePageTitle(t('signIn.title'));
  const signIn = useMutation({
    async mutationFn(request: SignInRequest) {
      const result = await api.signIn(request);
      if (!result.ok) throw new ApiError(result.error);
      return result.value;
    },
    onSuccess(value) {
      // Nothing that another person read stays behind.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
      setSession(client, { signedIn: true, session: value });
    },
  });
  if (session.data?.signedIn === true) return <Navigate to={returnPath(params)} replace />;
  const reason = signedOutReason(params);
  return (
    <CentredPage>
      <main className={styles.card}>
        <Brand />
        <h1 className={styles.title}>{t('product.console')}</h1>
        {reason !== null && signIn.isIdle && (
          <Alert
            type={reason === 'expired' ? 'warning' : 'info'}
            showIcon
            title={t(reason === 'expired' ? 'signIn.expired' : 'signIn.signedOut')}
          />
        )}
        {signIn.isError && <SignInFault key={signIn.submittedAt} fault={faultOf(signIn.error)} />}
        <SignInForm pending={signIn.isPending} onSubmit={(request) => signIn.mutate(request)} />
      </main>
      <LanguageSwitch />
    </CentredPage>
  );
}
