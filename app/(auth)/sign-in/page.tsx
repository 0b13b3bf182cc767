import { SignInForm } from '@/app/forms/sign-in'
import { SignInElsewhere } from '@/app/forms/sign-in-elsewhere'
import { safeNext } from '@/app/lib/paths'
import { titled } from '@/app/lib/titled'
import { t } from '@/server/shared/text'
import { AuthPage } from '../auth-page'

export const generateMetadata = titled('Sign in')

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>
}) {
  const { next, error } = await searchParams
  const to = safeNext(typeof next === 'string' ? next : null)
  return (
    <AuthPage title={t('Sign in')}>
      <SignInElsewhere next={to} error={typeof error === 'string' ? error : null} />
      <SignInForm next={to} />
    </AuthPage>
  )
}
