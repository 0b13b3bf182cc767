'use client'

import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { appError } from '@/app/lib/app-error'
import { liveStore, usePermissionsVersion } from '@/app/lib/inventory'
import { useChosenLanguage } from '@/app/lib/language'
import { paths } from '@/app/lib/paths'
import { usePreferences } from '@/app/lib/preferences'
import { refreshMe, useMe, useMeError } from '@/app/lib/session'
import { useSignedOut } from '@/app/lib/signed-out'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { EmptyState } from '@/app/ui/empty-state'
import { LinkButton } from '@/app/ui/link-button'
import { payAt } from '@/server/shared/sign-in-standing'
import { t } from '@/server/shared/text'

/** The address as it stands, to come back to after signing in. */
function here(): string {
  return window.location.pathname + window.location.search
}

/**
 * A browser may bring a page back from memory as it stood, also after signing out on the page that followed. What it
 * showed is hidden before it is painted, and asked for anew: the server leads on who is no longer signed in.
 */
function useNothingKept(): void {
  useEffect(() => {
    const shown = (event: PageTransitionEvent) => {
      if (!event.persisted) return
      document.body.hidden = true
      window.location.reload()
    }
    window.addEventListener('pageshow', shown)
    return () => window.removeEventListener('pageshow', shown)
  }, [])
}

/** Grants come and go while one looks: what the stream tells, the rest of the screen has to know as well. */
function FreshRights({ permissions }: { permissions: readonly string[] }) {
  const version = usePermissionsVersion()
  const told = [...liveStore.permissionsOn('')].sort().join(' ')
  const known = [...permissions].sort().join(' ')
  useEffect(() => {
    if (version > 0 && told !== known) void refreshMe()
  }, [version, told, known])
  return null
}

/**
 * Lets in who is signed in; others are led to signing in and back. The server refuses on its own: this only keeps
 * people from an empty shell. A session that ends later leaves the screen as it is, under a banner.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const me = useMe()
  const error = useMeError()
  const router = useRouter()
  const pathname = usePathname()
  const code = !me && error ? appError(error).code : undefined
  const chosen = usePreferences(me?.user.id)
  useChosenLanguage(chosen)
  useNothingKept()
  const first = me?.owed ? payAt[me.owed] : undefined
  const leave = first !== undefined && pathname !== first

  useEffect(() => {
    if (code === 'not-signed-in') router.replace(paths.signIn(here()))
    else if (leave) router.replace(first)
  }, [code, leave, first, router])

  if (me && !leave && chosen) {
    return (
      <>
        <FreshRights permissions={me.permissions} />
        {children}
      </>
    )
  }
  if (me || code === undefined || code === 'not-signed-in' || leave)
    return <main aria-busy className="h-dvh bg-canvas" />
  return (
    <main className="flex h-dvh items-center justify-center bg-canvas">
      <EmptyState
        kind="cannot-know"
        title={appError(error).message}
        actions={<Button onClick={() => void refreshMe()}>{t('Try again')}</Button>}
      >
        {appError(error).next}
      </EmptyState>
    </main>
  )
}

/** Over the page when the session has ended meanwhile: nothing typed is lost before one decides. */
export function SignedOutBanner() {
  const signedOut = useSignedOut()
  const pathname = usePathname()
  if (!signedOut) return null
  return (
    <Banner
      tone="warn"
      live="alert"
      title={t('You are signed out.')}
      className="rounded-none!"
      // A whole new page: what this one knew belongs to the ended session.
      actions={
        <LinkButton size="s" tone="primary" href={paths.signIn(pathname)}>
          {t('Sign in')}
        </LinkButton>
      }
    >
      {t('The session has ended or was revoked. What is shown is no longer kept up to date.')}
    </Banner>
  )
}
