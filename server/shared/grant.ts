import { z } from 'zod'
import { say } from './text'

export const scopeKindNames = [
  'everything',
  'pool',
  'host',
  'folder',
  'tag',
  'vapp',
  'object',
  'project',
] as const

/** What a grant reaches: see server/access/engine/scope.ts. */
export const scopeSchema = z
  .object({ kind: z.enum(scopeKindNames), ref: z.string().trim().max(512) })
  .refine(({ kind, ref }) => (kind === 'everything') === (ref === ''), {
    path: ['ref'],
    message: say('Say where it holds.'),
  })

/** A built-in role's name, or a composed role's id. */
export const roleRefSchema = z.string().min(1, say('Choose a role.')).max(64)

export const grantSchema = z.object({
  to: z.object({ kind: z.enum(['user', 'group']), id: z.uuid('Choose a user or a group.') }),
  role: roleRefSchema,
  scope: scopeSchema,
  /** ISO 8601; null: as long as what it is built on. */
  until: z.iso.datetime({ offset: true }).nullable(),
  mayDelegate: z.boolean(),
})
export type GrantGiven = z.infer<typeof grantSchema>
