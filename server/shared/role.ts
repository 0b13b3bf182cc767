import { z } from 'zod'
import { say } from './text'

export const roleSchema = z.object({
  name: z.string().trim().min(1, say('A name is needed.')).max(64, say('A name has at most 64 characters.')),
  description: z.string().trim().max(512),
  permissions: z.array(z.string().max(64)).min(1, say('Choose at least one permission.')).max(200),
})
export type RoleGiven = z.infer<typeof roleSchema>
