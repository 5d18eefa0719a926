import type { SignInRequest } from '@pingjia/shared';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

interface SignInFormProps {
  readonly pending: boolean;
  readonly onSubmit: (request: SignInRequest) => void;
}

export function SignInForm({ pending, onSubmit }: SignInFormProps) {
  const { t } = useTranslation();
  return (
    <Form<SignInRequest> layout="vertical" size="large" requiredMark={false} onFinish={onSubmit}>
      <Form.Item
        name="username"
        label={t('signIn.username')}
        rules={[{ required: true, whitespace: true, message: t('signIn.usernameMissing') }]}
      >
        <Input autoComplete="username" autoFocus maxLength={100} spellCheck={false} data-testid="sign-in-username" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('signIn.password')}
        rules={[{ required: true, message: t('signIn.passwordMissing') }]}
      >
        <Input.Password autoComplete="current-password" maxLength={200} data-testid="sign-in-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={pending} data-testid="sign-in-submit">
        {t('signIn.submit')}
      </Button>
    </Form>
  );
}
