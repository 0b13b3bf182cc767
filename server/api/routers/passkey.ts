import { anyone, router } from '../trpc'

export const passkeyRouter = router({
  /** What the browser asks a passkey to sign for a sign-in; nobody is known yet. */
  challenge: anyone.mutation(({ ctx: { passkeys, origin } }) => passkeys.useOptions('sign-in', null, origin)),
})
