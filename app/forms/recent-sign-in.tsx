'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { askPasskey, noPasskeysReason, PasskeyProblem } from '@/app/lib/passkeys'
import { paths } from '@/app/lib/paths'
import { recentSignIn } from '@/app/lib/recent-sign-in'
import { useMe } from '@/app/lib/session'
import { api, appError, queryClient, trpc } from '@/app/lib/trpc'
import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { PasswordInput } from '@/app/ui/password-input'
import { rich } from '@/app/ui/rich'
import { Skeleton } from '@/app/ui/skeleton'
import type { AppErrorShape } from '@/server/shared/app-error'
import { say, t, told } from '@/server/shared/text'
import { FormDialog } from './form-dialog'

type Way = 'password' | 'passkey' | 'code' | 'elsewhere'
const titles: Record<Way, string> = {
  password: say('Use the password'),
  passkey: say('Use a passkey'),
  code: say('Use a code of the app'),
  elsewhere: say('Sign in again in another window'),
}

/** Asks once more who it is, over whatever is open; what waits for it goes on afterwards. */
export function RecentSignInDialog() {
  const me = useMe()
  const proofs = useQuery(trpc.session.proofs.queryOptions(undefined, { staleTime: 0 }), queryClient)
  const [chosen, setChosen] = useState<Way | null>(null)
  const form = useForm({
    resolver: zodResolver(z.object({ given: z.string().min(1, t('Enter it first.')) })),
    defaultValues: { given: '' },
  })
  const offered: Way[] = proofs.data
    ? [
        ...(proofs.data.password ? ['password' as const] : []),
        ...(proofs.data.passkey && noPasskeysReason() === undefined ? ['passkey' as const] : []),
        ...(proofs.data.code ? ['code' as const] : []),
        'elsewhere',
      ]
    : []
  const way = chosen ?? offered[0]
  const confirm = useMutation({
    gcTime: 0,
    mutationFn: async (given: string) => {
      if (way === 'password') return api.session.confirm.mutate({ password: given })
      if (way === 'code') return api.session.confirm.mutate({ code: given })
      if (way === 'elsewhere') return signedInElsewhere(me?.user.id)
      const options = await api.account.passkeyChallenge.mutate({ purpose: 'confirm' })
      return api.session.confirm.mutate({ passkey: await askPasskey(options) })
    },
    onSuccess: () => recentSignIn.settle(true),
    onError: () => form.resetField('given'),
  })
  const failure = confirm.error ? problemOf(confirm.error) : null
  const typed = way === 'password' || way === 'code'
  const cancel = () => recentSignIn.settle(false)
  const submit = typed
    ? () => void form.handleSubmit(({ given }) => confirm.mutate(given))()
    : () => confirm.mutate('')
  const error = form.formState.errors.given?.message ?? (failure?.field ? failure.message : undefined)
  return (
    <FormDialog
      onClose={cancel}
      title={t('Confirm that it is you')}
      description={t('This needs a sign-in within the last five minutes.')}
      onSubmit={submit}
      error={failure && !failure.field ? failure : proofs.error ? appError(proofs.error) : null}
      verb={
        way === 'passkey' ? t('Use a passkey') : way === 'elsewhere' ? t('I have signed in') : t('Confirm')
      }
      submitting={confirm.isPending}
    >
      <div className="flex flex-col gap-3">
        {proofs.isPending && <Skeleton className="w-60" />}
        {/* Password managers look for this name. */}
        <input type="text" autoComplete="username" value={me?.user.username ?? ''} readOnly hidden />
        {way === 'password' && (
          <Field label={t('Password')} required error={error}>
            <PasswordInput autoComplete="current-password" autoFocus {...form.register('given')} />
          </Field>
        )}
        {way === 'code' && (
          <Field label={t('Code')} required help={t('The six digits that your app shows now.')} error={error}>
            <Input
              mono
              inputMode="numeric"
              autoComplete="one-time-code"
              autoFocus
              {...form.register('given')}
            />
          </Field>
        )}
        {way === 'passkey' && <p>{t('Your browser asks for one of your passkeys.')}</p>}
        {way === 'elsewhere' && (
          <p>
            {rich('<a>Sign in again</a> in another window, as {username}, then come back to this one.', {
              username: me?.user.username ?? '',
              a: text => (
                <a
                  href={paths.signIn(paths.settings)}
                  target="_blank"
                  rel="noreferrer"
                  className="text-accent underline"
                >
                  {text}
                </a>
              ),
            })}
          </p>
        )}
        <ul className="flex flex-col items-start gap-1">
          {offered
            .filter(one => one !== way)
            .map(one => (
              <li key={one}>
                <Button
                  size="s"
                  tone="quiet"
                  onClick={() => {
                    confirm.reset()
                    form.reset()
                    setChosen(one)
                  }}
                >
                  {told(titles[one])}
                </Button>
              </li>
            ))}
        </ul>
      </div>
    </FormDialog>
  )
}

function problemOf(error: unknown): AppErrorShape {
  return error instanceof PasskeyProblem ? error.shape : appError(error)
}

/** Whether the cookie of this browser is now that of a fresh sign-in of the same person. */
async function signedInElsewhere(userId: string | undefined): Promise<void> {
  const me = await api.session.me.query()
  if (me.user.id !== userId) {
    throw new PasskeyProblem({
      code: 'conflict',
      message: t('You are signed in as {username} now.', { username: me.user.username }),
      next: t('What is open here belongs to somebody else: load the page anew.'),
    })
  }
  if (!me.recent)
    throw new PasskeyProblem({ code: 'refused', message: t('The sign-in is not a new one yet.') })
}
