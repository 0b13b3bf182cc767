import type { Metadata } from 'next'
import { AuthPage } from '../auth-page'
import { ResetPassword } from './reset-password'

export const metadata: Metadata = { title: 'Choose a password' }

export default function ResetPasswordPage() {
  return (
    <AuthPage title="Choose a password">
      <ResetPassword />
    </AuthPage>
  )
}
