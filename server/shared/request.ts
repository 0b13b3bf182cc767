import { z } from 'zod'
import { scopeSchema } from './grant'
import { say } from './text'

/** So many a person may have open, and may have made within a day. */
export const mostOpenRequests = 10
export const mostRequestsADay = 50

export const askedForSchema = z.object({
  /** An object's id over all pools. */
  object: z.string().min(1).max(128),
  permission: z.string().min(1).max(64),
})
export const requestTextSchema = z
  .string()
  .trim()
  .min(1, say('Say what you need it for.'))
  .max(500, say('A reason has at most 500 characters.'))
export const requestSchema = askedForSchema.extend({ text: requestTextSchema })
export type RequestGiven = z.infer<typeof requestSchema>

/** How a request is granted: by a role that has what was asked for. */
export const requestGrantSchema = z.object({
  role: z.string().min(1, say('Choose a role.')).max(64),
  scope: scopeSchema,
  /** ISO 8601; null: as long as what it is built on. */
  until: z.iso.datetime({ offset: true }).nullable(),
})
export type RequestGrant = z.infer<typeof requestGrantSchema>

export const declineTextSchema = z
  .string()
  .trim()
  .min(1, say('Say why, in a sentence.'))
  .max(500, say('An answer has at most 500 characters.'))
