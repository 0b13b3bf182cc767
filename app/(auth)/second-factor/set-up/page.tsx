import { safeNext } from '@/app/lib/paths'
import { titled } from '@/app/lib/titled'
import { t } from '@/server/shared/text'
import { AuthPage } from '../../auth-page'
import { SecondFactorSetUp } from './second-factor-set-up'

export const generateMetadata = titled('Set up a second factor')

export default async function SecondFactorSetUpPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>
}) {
  const { next } = await searchParams
  return (
    <AuthPage title={t('Set up a second factor')} wide>
      <SecondFactorSetUp next={safeNext(typeof next === 'string' ? next : null)} />
    </AuthPage>
  )
}
