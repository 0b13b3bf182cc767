'use client'

import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { PasswordResetForm } from '@/app/forms/password-reset'
import { paths } from '@/app/lib/paths'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Banner } from '@/app/ui/banner'
import { LinkButton } from '@/app/ui/link-button'
import { rich } from '@/app/ui/rich'
import { Spinner } from '@/app/ui/spinner'
import { t } from '@/server/shared/text'

/** Looks whether the link works, then asks for the password. */
export function ResetPassword() {
  const look = useMutation(trpc.resetLink.look.mutationOptions({ gcTime: 0 }))
  const [token, setToken] = useState('')
  const [done, setDone] = useState(false)
  const { mutate } = look
  useEffect(() => {
    const given = window.location.hash.slice(1)
    setToken(given)
    mutate({ token: given })
  }, [mutate])

  if (done) {
    return (
      <div className="flex flex-col items-start gap-4">
        <Banner tone="ok" title={t('Your password is set')} live="status">
          {t('The link works no more, and you are signed out everywhere.')}
        </Banner>
        <LinkButton tone="primary" render={<Link href={paths.signIn()} />}>
          {t('Sign in')}
        </LinkButton>
      </div>
    )
  }
  if (look.data) {
    const { username } = look.data
    return (
      <div className="flex flex-col gap-4">
        <p>
          {rich('For <b>{username}</b>', {
            username,
            b: name => <strong className="text-strong">{name}</strong>,
          })}
        </p>
        <PasswordResetForm token={token} username={username} onDone={() => setDone(true)} />
      </div>
    )
  }
  if (look.error) return <ErrorNote error={appError(look.error)} />
  return (
    <p className="flex items-center gap-2 text-muted">
      <Spinner /> {t('Loading…')}
    </p>
  )
}
