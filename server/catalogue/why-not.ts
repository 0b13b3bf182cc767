import type { Rows } from '@/server/inventory/rows'
import { t } from '@/server/shared/text'
import type { Action, ActionClass, Asker } from './define'
import { lowestRoleWith, type Permission } from './permissions'

/**
 * Why `asker` can't run `action` on `row` now, as a sentence that says what would make it possible; undefined
 * when nothing stands in the way. XAPI is the authority and answers again when the call is made.
 */
export function whyNot<C extends ActionClass>(
  action: Action<C>,
  row: Rows[C],
  asker: Asker,
  input?: unknown,
): string | undefined {
  const lacking = lackedBy(action, asker)
  if (lacking) return missingPermission(lacking)
  const { operation } = action
  const running = Object.values(row.current_operations)
  if (operation !== undefined && running.includes(operation) && !action.tries?.(row))
    return t('This is already in progress.')
  const blocked = action.blocked?.(row, input)
  if (blocked) return blocked
  if (operation === undefined || row.allowed_operations.includes(operation)) return undefined
  if (action.tries?.(row)) return undefined
  if (running.length > 0 && !action.interrupts)
    return t('Wait until {operations} has finished.', { operations: listed(running) })
  return action.refused?.(row) ?? t('The pool does not allow this now.')
}

/** What the asker is not allowed that the action needs; undefined: everything is. */
export function lackedBy(
  { permission, also = [] }: NeedsPermissions,
  { permissions }: Asker,
): Permission | undefined {
  return [permission, ...also].find(needed => !permissions.has(needed))
}
type NeedsPermissions = Pick<Action, 'permission' | 'also'>

/** What is said to who lacks a permission. */
export function missingPermission(permission: Permission): string {
  return t('Your role does not allow this. The role {role} does.', { role: lowestRoleWith(permission) })
}

function listed(operations: readonly string[]): string {
  return operations.map(operation => operation.replaceAll('_', ' ')).join(', ')
}
