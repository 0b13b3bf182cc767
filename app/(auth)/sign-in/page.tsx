import type { Metadata } from 'next'
import { SignInForm } from '@/app/forms/sign-in'
import { safeNext } from '@/app/lib/paths'
import { AuthPage } from '../auth-page'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>
}) {
  const { next } = await searchParams
  return (
    <AuthPage title="Sign in">
      <SignInForm next={safeNext(typeof next === 'string' ? next : null)} />
    </AuthPage>
  )
}
