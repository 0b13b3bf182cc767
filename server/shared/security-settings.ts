import { z } from 'zod'
import { say } from './text'

/** How people sign in here, as administrators set it. */
export const securitySettingsSchema = z
  .object({
    /** Who has one of these roles needs a second factor. */
    secondFactorRoles: z.array(z.string().min(1).max(64)).max(500),
    idleMinutes: z
      .int(say('Enter whole minutes.'))
      .min(5, say('At least 5 minutes.'))
      .max(30 * 24 * 60, say('At most 43,200 minutes, which are 30 days.')),
    absoluteHours: z
      .int(say('Enter whole hours.'))
      .min(1, say('At least 1 hour.'))
      .max(30 * 24, say('At most 720 hours, which are 30 days.')),
  })
  .refine(({ idleMinutes, absoluteHours }) => idleMinutes <= absoluteHours * 60, {
    path: ['idleMinutes'],
    message: say('Not longer than a session lasts at all.'),
  })
export type SecuritySettings = z.infer<typeof securitySettingsSchema>

export const defaultSecuritySettings: SecuritySettings = {
  secondFactorRoles: [],
  idleMinutes: 12 * 60,
  absoluteHours: 7 * 24,
}
/** No setting lets a session last longer. */
export const longestSessionSeconds = 30 * 24 * 60 * 60
