import type { Metadata } from 'next'
import { safeNext } from '@/app/lib/paths'
import { AuthPage } from '../auth-page'
import { SecondFactor } from './second-factor'

export const metadata: Metadata = { title: 'Second factor' }

export default async function SecondFactorPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>
}) {
  const { next } = await searchParams
  return (
    <AuthPage title="Second factor">
      <SecondFactor next={safeNext(typeof next === 'string' ? next : null)} />
    </AuthPage>
  )
}
