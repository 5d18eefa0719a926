import { Navigate, Outlet, useLocation } from 'react-router';
import { faultOf } from '../api/api-fault.ts';
import { FaultNotice } from '../components/fault-notice.tsx';
import { PageLoading } from '../components/page-loading.tsx';
import { CentredPage } from '../components/centred-page.tsx';
import { signInAddress } from './return-path.ts';
import { useSession } from './use-session.ts';

/** Shows the rooms behind it to who is signed in; sends everybody else to the sign-in page. */
export function RequireSession() {
  const { data, error, refetch } = useSession();
  const { pathname, search } = useLocation();
  if (data !== undefined) {
    return data.signedIn ? <Outlet /> : <Navigate to={signInAddress(pathname + search, data.reason)} replace />;
  }
  if (error === null) return <PageLoading />;
  return (
    <CentredPage>
      <FaultNotice fault={faultOf(error)} onRetry={() => void refetch()} />
    </CentredPage>
  );
}
