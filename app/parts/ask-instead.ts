import type { ScreenAsker } from '@/app/lib/asker'
import { askFor } from '@/app/lib/asking'
import type { Remedy } from '@/app/ui/menu'
import type { AnyRow } from '@/server/api/types'
import type { Permission } from '@/server/catalogue/permissions'
import { t } from '@/server/shared/text'

/** Who lacks the right to do something to an object may ask for it instead; undefined for who has it. */
export function askInstead(
  asker: ScreenAsker,
  row: AnyRow,
  permission: Permission,
  label: string,
): Remedy | undefined {
  if (asker.permissionsOn(row.id).has(permission)) return undefined
  const object = { id: row.id, name: row.name_label }
  return { label: t('ask for it'), onPress: () => askFor({ permission, object, label }) }
}

/** The same where the right over one of several is enough: it is asked for over the first. */
export function askInsteadOnSome(
  asker: ScreenAsker,
  rows: readonly AnyRow[],
  permission: Permission,
  label: string,
): Remedy | undefined {
  const [first] = rows
  if (!first || rows.some(row => asker.permissionsOn(row.id).has(permission))) return undefined
  return askInstead(asker, first, permission, label)
}
