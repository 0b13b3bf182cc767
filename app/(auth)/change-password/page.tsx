import { safeNext } from '@/app/lib/paths'
import { titled } from '@/app/lib/titled'
import { t } from '@/server/shared/text'
import { AuthPage } from '../auth-page'
import { ChangePassword } from './change-password'

export const generateMetadata = titled('Change password')

export default async function ChangePasswordPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>
}) {
  const { next } = await searchParams
  return (
    <AuthPage title={t('Change password')}>
      <ChangePassword next={safeNext(typeof next === 'string' ? next : null)} />
    </AuthPage>
  )
}
