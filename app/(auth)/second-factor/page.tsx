import { safeNext } from '@/app/lib/paths'
import { titled } from '@/app/lib/titled'
import { t } from '@/server/shared/text'
import { AuthPage } from '../auth-page'
import { SecondFactor } from './second-factor'

export const generateMetadata = titled('Second factor')

export default async function SecondFactorPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>
}) {
  const { next } = await searchParams
  return (
    <AuthPage title={t('Second factor')}>
      <SecondFactor next={safeNext(typeof next === 'string' ? next : null)} />
    </AuthPage>
  )
}
