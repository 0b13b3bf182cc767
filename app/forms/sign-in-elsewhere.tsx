'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queryClient, trpc } from '@/app/lib/trpc'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { say, t, told } from '@/server/shared/text'

/** Why somebody who has signed in elsewhere does not come in; what next-auth says itself is left to "else". */
const refusals: Record<string, { title: string; text: string }> = {
  'no-account': {
    title: say('You have no account here'),
    text: say('Ask an administrator of Domus to make one.'),
  },
  'name-taken': {
    title: say('Somebody here has your user name already'),
    text: say('Ask an administrator of Domus: accounts are never joined by their name.'),
  },
  'name-not-usable': {
    title: say('Your user name cannot be used here'),
    text: say('It has signs that names here do not have. Ask an administrator of Domus.'),
  },
  'no-name': {
    title: say('The provider did not say your user name'),
    text: say('Ask an administrator of Domus to check the claim with the user name.'),
  },
  disabled: { title: say('Your account is disabled'), text: say('Ask an administrator of Domus.') },
  'provider-gone': { title: say('This way to sign in is gone'), text: say('Sign in another way.') },
}
const otherwise = {
  title: say('Signing in elsewhere did not work'),
  text: say('Try again. If it stays, the log of the server says more.'),
}

/** A button for each OpenID provider, and why the last one did not lead in. */
export function SignInElsewhere({ next, error }: { next: string; error: string | null }) {
  const buttons = useQuery(trpc.provider.buttons.queryOptions(), queryClient)
  const [leaving, setLeaving] = useState<string | null>(null)
  const [unreachable, setUnreachable] = useState(false)
  const press = async (id: string) => {
    setLeaving(id)
    setUnreachable(false)
    try {
      const { signIn } = await import('next-auth/react')
      await signIn(id, { callbackUrl: next })
    } catch (failed) {
      console.warn('sign-in elsewhere', failed)
      setLeaving(null)
      setUnreachable(true)
    }
  }
  const refusal = error === null ? undefined : (refusals[error] ?? otherwise)
  return (
    <>
      {refusal && (
        <Banner tone="trouble" title={told(refusal.title)} live="status" className="mb-4">
          {told(refusal.text)}
        </Banner>
      )}
      {unreachable && (
        <Banner tone="trouble" title={t('The Domus server did not answer')} live="alert" className="mb-4">
          {t('Check the network connection and that the server runs, then try again.')}
        </Banner>
      )}
      {buttons.data && buttons.data.length > 0 && (
        <section
          aria-label={t('Other ways to sign in')}
          className="mb-4 flex flex-col gap-2 border-line-subtle border-b pb-4"
        >
          {buttons.data.map(({ id, label }) => (
            <Button
              key={id}
              busy={leaving === id}
              reason={leaving !== null && leaving !== id ? t('Already under way') : undefined}
              onClick={() => void press(id)}
            >
              {label}
            </Button>
          ))}
        </section>
      )}
    </>
  )
}
