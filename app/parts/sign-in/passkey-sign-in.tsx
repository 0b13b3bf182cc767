'use client'

import { useEffect, useState } from 'react'
import { askPasskey, noPasskeysReason, PasskeyProblem } from '@/app/lib/passkeys'
import { attemptSignIn, type SignInOutcome } from '@/app/lib/sign-in'
import { api, appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import type { AppErrorShape } from '@/server/shared/app-error'
import { t } from '@/server/shared/text'

interface PasskeySignInProps {
  /** Seconds to wait before the next attempt counts. */
  wait: number
  onBegin: () => void
  /** True: the page is being left. */
  onOutcome: (outcome: SignInOutcome) => boolean
}

/** A button that signs in by a passkey alone; nothing where the browser has none to offer. */
export function PasskeySignIn({ wait, onBegin, onOutcome }: PasskeySignInProps) {
  const [offered, setOffered] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppErrorShape | null>(null)
  // Asked in the browser only: the page drawn by the server must be the same.
  useEffect(() => setOffered(noPasskeysReason() === undefined), [])
  if (!offered) return null

  async function press(): Promise<void> {
    setBusy(true)
    setProblem(null)
    onBegin()
    try {
      const answer = await askPasskey(await api.passkey.challenge.mutate())
      if (onOutcome(await attemptSignIn('passkey', { answer: JSON.stringify(answer) }))) return
    } catch (error) {
      setProblem(error instanceof PasskeyProblem ? error.shape : appError(error))
    }
    setBusy(false)
  }
  return (
    <>
      {problem && <ErrorNote error={problem} />}
      <Button
        icon="key"
        busy={busy}
        reason={wait > 0 ? t('Wait {n, plural, one {# second} other {# seconds}}', { n: wait }) : undefined}
        onClick={() => void press()}
      >
        {t('Sign in with a passkey')}
      </Button>
    </>
  )
}
