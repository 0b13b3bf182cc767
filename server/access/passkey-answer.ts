import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'

const text = z.string().max(16_384)
/** Nothing is asked of extensions, so nothing of their answers is read. */
const extensions = z
  .custom<object>(value => typeof value === 'object' && value !== null)
  .transform(() => ({}))
const id = z.string().min(1).max(1400)

/** What a browser answers for a passkey that was used. Its parts are verified where it is; here only its shape. */
export const passkeyAnswer = z.object({
  id,
  rawId: id,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: text,
    authenticatorData: text,
    signature: text,
    userHandle: text.optional(),
  }),
  clientExtensionResults: extensions,
}) satisfies z.ZodType<AuthenticationResponseJSON>

/** What a browser answers for a passkey that was made. */
export const passkeyMade = z.object({
  id,
  rawId: id,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: text,
    attestationObject: z.string().max(100_000),
    transports: z.array(z.string().max(32)).max(16).optional(),
  }),
  clientExtensionResults: extensions,
}) satisfies z.ZodType<RegistrationResponseJSON>
