'use client'

import { signOut } from 'next-auth/react'
import { useOwnSecurity } from '@/app/lib/own-security'
import { paths } from '@/app/lib/paths'
import { useMe } from '@/app/lib/session'
import { RecentSignIn } from '@/app/parts/recent-sign-in'
import { SecondFactors } from '@/app/parts/second-factors/second-factors'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { t } from '@/server/shared/text'

/** For whom a role requires one: first this, then what was wanted, by a full load. */
export function SecondFactorSetUp({ next }: { next: string }) {
  const { data } = useOwnSecurity()
  const done = data !== undefined && (data.totp !== null || data.passkeys.length > 0)
  const owed = useMe()?.owed
  return (
    <div className="flex flex-col gap-4">
      {!done && (
        <Banner
          tone="info"
          title={
            owed === 'second-factor-set-up'
              ? t('Your role requires a second factor')
              : t('You have no second factor yet')
          }
        >
          {t('Set up an app or a passkey. You give it each time you sign in.')}
        </Banner>
      )}
      <SecondFactors />
      <div className="flex flex-wrap justify-between gap-2">
        <Button tone="quiet" onClick={() => void signOut({ callbackUrl: paths.signIn() })}>
          {t('Sign out')}
        </Button>
        <Button
          tone="primary"
          reason={done || owed === null ? undefined : t('Set up one of them first')}
          onClick={() => window.location.assign(next)}
        >
          {t('Go on')}
        </Button>
      </div>
      <RecentSignIn />
    </div>
  )
}
