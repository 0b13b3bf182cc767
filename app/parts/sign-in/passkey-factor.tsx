'use client'

import { useState } from 'react'
import { useCountdown } from '@/app/lib/countdown'
import { askPasskey, PasskeyProblem } from '@/app/lib/passkeys'
import { attemptSignIn } from '@/app/lib/sign-in'
import { api, appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import type { AppErrorShape } from '@/server/shared/app-error'
import { say, t } from '@/server/shared/text'
import { type AttemptFailure, AttemptNote } from './attempt-note'

const wrong = {
  title: say('The passkey did not answer as it should'),
  body: say('Try again, or use another way.'),
}

/** Gives a passkey as second factor. */
export function PasskeyFactor({ onDone }: { onDone: () => void }) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<AttemptFailure | null>(null)
  const [problem, setProblem] = useState<AppErrorShape | null>(null)
  const [wait, setWait] = useCountdown()

  async function press(): Promise<void> {
    setBusy(true)
    setProblem(null)
    setFailure(null)
    try {
      const options = await api.account.passkeyChallenge.mutate({ purpose: 'second-factor' })
      const passkey = await askPasskey(options)
      const outcome = await attemptSignIn('second-factor', { answer: JSON.stringify({ passkey }) })
      if (outcome === 'signed-in') return onDone()
      if (typeof outcome === 'number') setWait(outcome)
      else setFailure(outcome)
    } catch (error) {
      setProblem(error instanceof PasskeyProblem ? error.shape : appError(error))
    }
    setBusy(false)
  }
  return (
    <div className="flex flex-col gap-4">
      <AttemptNote failure={failure} wait={wait} refused={wrong} />
      {problem && <ErrorNote error={problem} />}
      <p>{t('Your browser asks for one of the passkeys you have registered here.')}</p>
      <Button
        tone="primary"
        icon="key"
        autoFocus
        busy={busy}
        reason={wait > 0 ? t('Wait {n, plural, one {# second} other {# seconds}}', { n: wait }) : undefined}
        onClick={() => void press()}
      >
        {t('Use a passkey')}
      </Button>
    </div>
  )
}
