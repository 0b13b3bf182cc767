'use client'

import Link from 'next/link'
import { PasswordChangeForm } from '@/app/forms/password-change'
import { paths } from '@/app/lib/paths'
import { useMe, useMeError } from '@/app/lib/session'
import { appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Banner } from '@/app/ui/banner'
import { LinkButton } from '@/app/ui/link-button'
import { Spinner } from '@/app/ui/spinner'
import { t } from '@/server/shared/text'

/** The form and why one is here; afterwards a full load, so that everything asks again with the new standing. */
export function ChangePassword({ next }: { next: string }) {
  const me = useMe()
  const error = useMeError()
  if (me) {
    return (
      <div className="flex flex-col gap-4">
        {me.user.mustChangePassword && (
          <Banner tone="info" title={t('Choose a password of your own')}>
            {t('The one you signed in with was made for the first sign-in only.')}
          </Banner>
        )}
        <PasswordChangeForm username={me.user.username} onDone={() => window.location.assign(next)} />
      </div>
    )
  }
  if (!error) {
    return (
      <p className="flex items-center gap-2 text-muted">
        <Spinner /> {t('Loading…')}
      </p>
    )
  }
  return (
    <div className="flex flex-col items-start gap-4">
      <ErrorNote error={appError(error)} live="status" />
      <LinkButton tone="primary" render={<Link href={paths.signIn(paths.changePassword)} />}>
        {t('Sign in')}
      </LinkButton>
    </div>
  )
}
