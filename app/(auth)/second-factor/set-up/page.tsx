import type { Metadata } from 'next'
import { safeNext } from '@/app/lib/paths'
import { AuthPage } from '../../auth-page'
import { SecondFactorSetUp } from './second-factor-set-up'

export const metadata: Metadata = { title: 'Set up a second factor' }

export default async function SecondFactorSetUpPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>
}) {
  const { next } = await searchParams
  return (
    <AuthPage title="Set up a second factor" wide>
      <SecondFactorSetUp next={safeNext(typeof next === 'string' ? next : null)} />
    </AuthPage>
  )
}
