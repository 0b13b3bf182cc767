import type { OperationRow } from '@/server/api/types'

/** Under way, newest first. */
export function running(operations: readonly OperationRow[]): OperationRow[] {
  return operations.filter(operation => operation.state === 'running')
}

/** Failed or of unknown outcome, newest first, without those somebody has put away. */
export function failures(operations: readonly OperationRow[], dismissed: readonly string[]): OperationRow[] {
  const away = new Set(dismissed)
  return operations.filter(
    operation => (operation.state === 'failed' || operation.state === 'unknown') && !away.has(operation.id),
  )
}

/** How operations stood when last looked at, by id. */
export type States = ReadonlyMap<string, OperationRow['state']>

/** Operations that ended since `before`; those that were never seen under way are old news. */
export function ended(operations: readonly OperationRow[], before: States): OperationRow[] {
  return operations.filter(
    operation => operation.state !== 'running' && before.get(operation.id) === 'running',
  )
}
