import { titled } from '@/app/lib/titled'
import { t } from '@/server/shared/text'
import { AuthPage } from '../auth-page'
import { ResetPassword } from './reset-password'

export const generateMetadata = titled('Choose a password')

export default function ResetPasswordPage() {
  return (
    <AuthPage title={t('Choose a password')}>
      <ResetPassword />
    </AuthPage>
  )
}
