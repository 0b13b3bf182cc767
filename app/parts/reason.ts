import type { ScreenAsker } from '@/app/lib/asker'
import type { Action, ActionRow } from '@/server/catalogue/define'
import { whyNot } from '@/server/catalogue/why-not'

/** Why an action can't be run from here now: what is shown of a silent pool may be long past. Else undefined. */
export function reasonNot(action: Action, row: ActionRow, asker: ScreenAsker): string | undefined {
  return asker.silence(row.pool) ?? whyNot(action, row, { permissions: asker.permissionsOn(row.id) })
}
