'use client'

import { useQuery } from '@tanstack/react-query'
import { signOut } from 'next-auth/react'
import { useState } from 'react'
import { SecondFactorForm } from '@/app/forms/second-factor'
import { paths } from '@/app/lib/paths'
import { appError, queryClient, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { PasskeyFactor } from '@/app/parts/sign-in/passkey-factor'
import { Button } from '@/app/ui/button'
import { Spinner } from '@/app/ui/spinner'
import { say, t, told } from '@/server/shared/text'

type Way = 'code' | 'passkey' | 'recoveryCode'

const names: Record<Way, string> = {
  passkey: say('Use a passkey'),
  code: say('Use a code of the app'),
  recoveryCode: say('Use a recovery code'),
}

/** Asks for what the person has, and offers the other ways; then goes to `next` by a full load. */
export function SecondFactor({ next }: { next: string }) {
  const ways = useQuery(trpc.account.waiting.queryOptions(), queryClient)
  const [chosen, setChosen] = useState<Way | null>(null)
  if (ways.error) return <ErrorNote error={appError(ways.error)} live="status" />
  if (!ways.data) {
    return (
      <p className="flex items-center gap-2 text-muted">
        <Spinner /> {t('Loading…')}
      </p>
    )
  }
  const { app, passkeys, recoveryCodes } = ways.data
  const offered: Way[] = [
    ...(passkeys ? ['passkey' as const] : []),
    ...(app ? ['code' as const] : []),
    ...(recoveryCodes ? ['recoveryCode' as const] : []),
  ]
  const way = chosen ?? offered[0] ?? 'recoveryCode'
  const done = () => window.location.assign(next)
  return (
    <div className="flex flex-col gap-4">
      {way === 'passkey' ? (
        <PasskeyFactor onDone={done} />
      ) : (
        <SecondFactorForm key={way} kind={way} onDone={done} />
      )}
      <ul className="flex flex-col items-start gap-1 border-line-subtle border-t pt-3">
        {offered
          .filter(one => one !== way)
          .map(one => (
            <li key={one}>
              <Button size="s" tone="quiet" onClick={() => setChosen(one)}>
                {told(names[one])}
              </Button>
            </li>
          ))}
        <li>
          <Button size="s" tone="quiet" onClick={() => void signOut({ callbackUrl: paths.signIn() })}>
            {t('Sign in as somebody else')}
          </Button>
        </li>
      </ul>
      {!recoveryCodes && (
        <p className="text-muted">
          {t('If you have none of these any more, an administrator can reset them.')}
        </p>
      )}
    </div>
  )
}
