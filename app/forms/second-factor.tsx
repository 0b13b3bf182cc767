'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { useCountdown } from '@/app/lib/countdown'
import { attemptSignIn, type SignInOutcome } from '@/app/lib/sign-in'
import { type AttemptFailure, AttemptNote } from '@/app/parts/sign-in/attempt-note'
import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { say, t } from '@/server/shared/text'

export type TypedFactor = 'code' | 'recoveryCode'

const words = {
  code: {
    label: say('Code'),
    help: say('The six digits that your authenticator app shows now.'),
    schema: z
      .string()
      .trim()
      .regex(/^\d{6}$/, say('A code has six digits.')),
    wrong: {
      title: say('The code is not right'),
      body: say('Each works once. Wait for the next one and try again.'),
    },
  },
  recoveryCode: {
    label: say('Recovery code'),
    help: say('One of those you were shown when you set up the second factor. It works once.'),
    schema: z.string().trim().min(1, say('Enter a recovery code.')),
    wrong: {
      title: say('The recovery code is not right'),
      body: say('Check how it is written, or use another.'),
    },
  },
}

interface SecondFactorFormProps {
  kind: TypedFactor
  /** After it was right, with a session that is whole. */
  onDone: () => void
}

/** Gives a code as second factor. */
export function SecondFactorForm({ kind, onDone }: SecondFactorFormProps) {
  const { label, help, schema, wrong } = words[kind]
  const [failure, setFailure] = useState<AttemptFailure | null>(null)
  const [wait, setWait] = useCountdown()
  const form = useForm({ resolver: zodResolver(z.object({ given: schema })), defaultValues: { given: '' } })
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState

  const submit = form.handleSubmit(async ({ given }) => {
    setFailure(null)
    const outcome: SignInOutcome = await attemptSignIn('second-factor', {
      answer: JSON.stringify({ [kind]: given }),
    })
    if (outcome === 'signed-in') return onDone()
    if (typeof outcome === 'number') setWait(outcome)
    else setFailure(outcome)
    form.setError('root', {})
    form.resetField('given')
    form.setFocus('given')
  })
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={event => {
        if (wait > 0) event.preventDefault()
        else submit(event)
      }}
    >
      <AttemptNote failure={failure} wait={wait} refused={wrong} />
      <Field label={label} required help={help} error={errors.given?.message}>
        <Input
          mono
          autoFocus
          autoComplete={kind === 'code' ? 'one-time-code' : 'off'}
          inputMode={kind === 'code' ? 'numeric' : 'text'}
          autoCapitalize="none"
          spellCheck={false}
          {...form.register('given')}
        />
      </Field>
      <Button
        type="submit"
        tone="primary"
        busy={isSubmitting || isSubmitSuccessful}
        reason={wait > 0 ? t('Wait {n, plural, one {# second} other {# seconds}}', { n: wait }) : undefined}
      >
        {t('Go on')}
      </Button>
    </form>
  )
}
