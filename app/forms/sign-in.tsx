'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { signIn } from 'next-auth/react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { useCountdown } from '@/app/lib/countdown'
import { count } from '@/app/lib/format'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { PasswordInput } from '@/app/ui/password-input'

const schema = z.object({
  username: z.string().trim().min(1, 'Enter your user name.'),
  password: z.string().min(1, 'Enter your password.'),
})

type Failure = 'refused' | 'expired' | 'unreachable'

/** Signs in with user name and password, then goes to `next`. One message for every wrong part. */
export function SignInForm({ next }: { next: string }) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const [wait, setWait] = useCountdown()
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { username: '', password: '' } })
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState

  const submit = form.handleSubmit(async values => {
    setFailure(null)
    const outcome = await attempt(values)
    if (outcome === 'signed-in') {
      // A full load: nothing of an earlier user stays in memory.
      window.location.assign(next)
      return
    }
    if (typeof outcome === 'number') setWait(outcome)
    else setFailure(outcome)
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
      <Message failure={failure} wait={wait} />
      <Field label="User name" required error={errors.username?.message}>
        <Input
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          {...form.register('username')}
        />
      </Field>
      <Field label="Password" required error={errors.password?.message}>
        <PasswordInput autoComplete="current-password" {...form.register('password')} />
      </Field>
      <Button
        type="submit"
        tone="primary"
        busy={isSubmitting || isSubmitSuccessful}
        reason={wait > 0 ? `Wait ${count(wait, 'second')}` : undefined}
      >
        Sign in
      </Button>
    </form>
  )
}

function Message({ failure, wait }: { failure: Failure | null; wait: number }) {
  if (wait > 0) {
    return (
      <Banner tone="warn" live="alert" title="Too many failed attempts">
        {/* Only the first number is read out: a count read every second drowns everything else. */}
        <span aria-live="off">Try again in {count(wait, 'second')}.</span>
      </Banner>
    )
  }
  if (failure === 'refused') {
    return (
      <Banner tone="trouble" live="alert" title="User name or password is wrong">
        Check both and try again.
      </Banner>
    )
  }
  if (failure === 'expired') {
    return (
      <Banner tone="trouble" live="alert" title="This first password is too old">
        Ask an administrator for another, or for a link to choose one.
      </Banner>
    )
  }
  if (failure === 'unreachable') {
    return (
      <Banner tone="trouble" live="alert" title="The Domus server did not answer">
        Check the network connection and that the server runs, then try again.
      </Banner>
    )
  }
  return null
}

/** A number: seconds to wait before the next attempt counts. */
async function attempt(values: {
  username: string
  password: string
}): Promise<Failure | 'signed-in' | number> {
  try {
    const answer = await signIn('credentials', { ...values, redirect: false })
    if (answer?.ok && !answer.error) return 'signed-in'
    const seconds = /^wait:(\d+)$/.exec(answer?.error ?? '')?.[1]
    if (seconds) return Number(seconds)
    if (answer?.error === 'expired') return 'expired'
    return answer?.status === 401 ? 'refused' : 'unreachable'
  } catch (error) {
    // next-auth's client throws what fetch throws, and on an answer that is not its own.
    console.warn('sign-in', error)
    return 'unreachable'
  }
}
