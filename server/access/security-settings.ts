import type { Db } from '@/server/db/client'
import { createSetting, type Setting } from '@/server/db/settings'
import {
  defaultSecuritySettings,
  type SecuritySettings,
  securitySettingsSchema,
} from '@/server/shared/security-settings'

export const securityKey = 'security'
export type SecuritySetting = Setting<SecuritySettings>

/** Second factors that roles require, and how long sessions last. */
export function createSecuritySetting(db: Db): SecuritySetting {
  return createSetting(db, securityKey, securitySettingsSchema, defaultSecuritySettings)
}
