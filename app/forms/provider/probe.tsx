'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { type Status, StatusMark } from '@/app/ui/status-mark'
import type { ProbeStep, ProviderGiven } from '@/server/shared/identity-provider'
import { say, t, told } from '@/server/shared/text'

const looks: Record<ProbeStep['state'], { status: Status; word: string }> = {
  ok: { status: 'ok', word: say('Works') },
  failed: { status: 'trouble', word: say('Failed') },
  skipped: { status: 'idle', word: say('Left out') },
}

interface ProbeProps {
  id: string | undefined
  /** What the fields hold now, or undefined while something in them is wrong. */
  read: () => Promise<{ given: ProviderGiven; secret: string } | undefined>
  /** Whether somebody can be looked for. */
  withName: boolean
  /** Offers to trust a certificate that was met. */
  onPin?: (sha256: string) => void
}

/** Tries what is typed, before it is saved, and says step by step what works. */
export function Probe({ id, read, withName, onPin }: ProbeProps) {
  const [username, setUsername] = useState('')
  const test = useMutation(trpc.provider.test.mutationOptions())
  const press = async () => {
    const values = await read()
    if (!values) return
    const { given, secret } = values
    test.mutate({
      given,
      username,
      ...(id === undefined ? {} : { id }),
      ...(secret === '' ? {} : { secret }),
    })
  }
  return (
    <div className="flex flex-col gap-2 rounded-panel bg-sunken p-3">
      <div className="flex flex-wrap items-end gap-2">
        {withName && (
          <Field label={t('User name to look for')} className="grow">
            <Input
              autoComplete="off"
              spellCheck={false}
              value={username}
              onChange={event => setUsername(event.target.value)}
            />
          </Field>
        )}
        <Button busy={test.isPending} onClick={() => void press()}>
          {t('Test')}
        </Button>
      </div>
      {test.error && <ErrorNote error={appError(test.error)} />}
      <ol aria-label={t('Result of the test')} aria-live="polite" className="flex flex-col gap-1 text-m">
        {test.data?.map(step => (
          <li key={step.step} className="grid grid-cols-[6rem_minmax(0,1fr)] gap-2">
            <StatusMark {...looks[step.state]} word={told(looks[step.state].word)} />
            <div className="min-w-0 break-words">
              <p>{step.sentence}</p>
              {step.next && <p className="text-muted">{step.next}</p>}
              {step.sha256 && onPin && <Pin sha256={step.sha256} onPin={onPin} />}
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Pin({ sha256, onPin }: { sha256: string; onPin: (sha256: string) => void }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <code className="break-all font-mono text-s">{sha256}</code>
      <Button size="s" onClick={() => onPin(sha256)}>
        {t('Pin this certificate')}
      </Button>
    </div>
  )
}
