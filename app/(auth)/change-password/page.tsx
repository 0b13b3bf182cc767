import type { Metadata } from 'next'
import { safeNext } from '@/app/lib/paths'
import { AuthPage } from '../auth-page'
import { ChangePassword } from './change-password'

export const metadata: Metadata = { title: 'Change password' }

export default async function ChangePasswordPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>
}) {
  const { next } = await searchParams
  return (
    <AuthPage title="Change password">
      <ChangePassword next={safeNext(typeof next === 'string' ? next : null)} />
    </AuthPage>
  )
}
