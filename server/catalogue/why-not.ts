import type { Rows } from '@/server/inventory/rows'
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
): string | undefined {
  if (!asker.permissions.has(action.permission)) {
    return missingPermission(action.permission)
  }
  const running = Object.values(row.current_operations)
  if (running.includes(action.operation)) return 'This is already in progress.'
  const blocked = action.blocked?.(row)
  if (blocked) return blocked
  if (row.allowed_operations.includes(action.operation)) return undefined
  if (running.length > 0 && !action.interrupts) return `Wait until ${listed(running)} has finished.`
  return action.refused(row)
}

/** What is said to who lacks a permission. */
export function missingPermission(permission: Permission): string {
  return `Your role does not allow this. The role ${lowestRoleWith(permission)} does.`
}

function listed(operations: readonly string[]): string {
  return operations.map(operation => operation.replaceAll('_', ' ')).join(', ')
}
