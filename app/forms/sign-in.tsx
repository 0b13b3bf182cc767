'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { useCountdown } from '@/app/lib/countdown'
import { attemptSignIn, type SignInOutcome } from '@/app/lib/sign-in'
import { type AttemptFailure, AttemptNote } from '@/app/parts/sign-in/attempt-note'
import { PasskeySignIn } from '@/app/parts/sign-in/passkey-sign-in'
import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { PasswordInput } from '@/app/ui/password-input'
import { say, t } from '@/server/shared/text'

const schema = z.object({
  username: z.string().trim().min(1, say('Enter your user name.')),
  password: z.string().min(1, say('Enter your password.')),
})

const wrong = {
  password: { title: say('User name or password is wrong'), body: say('Check both and try again.') },
  passkey: {
    title: say('This passkey does not sign in here'),
    body: say('It may have been removed, or asks for no PIN or finger. Use your password.'),
  },
}

/** Signs in with user name and password, or with a passkey alone, then goes to `next`. */
export function SignInForm({ next }: { next: string }) {
  const [by, setBy] = useState<keyof typeof wrong>('password')
  const [failure, setFailure] = useState<AttemptFailure | null>(null)
  const [wait, setWait] = useCountdown()
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { username: '', password: '' } })
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState

  function settle(outcome: SignInOutcome): boolean {
    if (outcome === 'signed-in') {
      // A full load: nothing of an earlier user stays in memory. Whoever owes something is led there first.
      window.location.assign(next)
      return true
    }
    if (typeof outcome === 'number') setWait(outcome)
    else setFailure(outcome)
    return false
  }

  const submit = form.handleSubmit(async values => {
    setFailure(null)
    setBy('password')
    if (settle(await attemptSignIn('credentials', values))) return
    form.setError('root', {})
    form.resetField('password')
    form.setFocus('password')
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
      <AttemptNote failure={failure} wait={wait} refused={wrong[by]} />
      <Field label={t('User name')} required error={errors.username?.message}>
        <Input
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          {...form.register('username')}
        />
      </Field>
      <Field label={t('Password')} required error={errors.password?.message}>
        <PasswordInput autoComplete="current-password" {...form.register('password')} />
      </Field>
      <Button
        type="submit"
        tone="primary"
        busy={isSubmitting || isSubmitSuccessful}
        reason={wait > 0 ? t('Wait {n, plural, one {# second} other {# seconds}}', { n: wait }) : undefined}
      >
        {t('Sign in')}
      </Button>
      <PasskeySignIn
        wait={wait}
        onBegin={() => {
          setFailure(null)
          setBy('passkey')
        }}
        onOutcome={settle}
      />
    </form>
  )
}
