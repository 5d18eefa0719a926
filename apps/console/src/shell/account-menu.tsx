import { LogoutOutlined, UserOutlined } from '@ant-design/icons';
import type { ConsoleSession } from '@pingjia/shared';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { isSignedOut } from '../api/api-fault.ts';
import { faultKey } from '../copy/fault-codes.ts';
import { useServices } from '../services.tsx';
import { setSession } from '../session/session-state.ts';
import styles from './account-menu.module.css';

export function AccountMenu({ session }: { readonly session: ConsoleSession }) {
  const { t } = useTranslation();
  const { api } = useServices();
  const { notification } = App.useApp();
  const client = useQueryClient();
  const signOut = async () => {
    const result = await api.signOut();
    if (result.ok || isSignedOut(result.error)) {
      setSession(client, { signedIn: false, reason: 'signed-out' });
    } else {
      notification.error({
        title: t('account.signOutFailed'),
        description: t(`faults.${faultKey(result.error)}.todo`),
      });
    }
  };
  const items = [
    { key: 'sign-out', icon: <LogoutOutlined />, label: t('account.signOut'), onClick: () => void signOut() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button
        type="text"
        icon={<UserOutlined />}
        aria-label={t('account.menu', { name: session.displayName })}
        data-testid="account-menu"
      >
        <bdi className={styles.name} title={session.username}>
          {session.displayName}
        </bdi>
      </Button>
    </Dropdown>
  );
}
