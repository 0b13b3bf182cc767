'use client'

import { useOperations } from '@/app/lib/inventory'
import { useDismissed } from '@/app/parts/frame/dismissed'
import { OperationLine } from '@/app/parts/frame/operation-line'
import { failures } from '@/app/parts/frame/operation-list'
import { EmptyState } from '@/app/ui/empty-state'

/** What has been done in Domus since its server started, newest first. */
export function TaskList() {
  const operations = useOperations()
  const [dismissed, dismiss] = useDismissed()
  const open = new Set(failures(operations, dismissed).map(operation => operation.id))
  if (operations.length === 0) {
    return (
      <EmptyState kind="nothing-yet" icon="tasks" title="Nothing has been done lately">
        What somebody does in Domus appears here, with its progress and outcome. The audit log keeps all of
        it.
      </EmptyState>
    )
  }
  return (
    <ul aria-label="Operations" className="min-h-0 grow overflow-y-auto">
      {operations.map(operation => (
        <OperationLine
          key={operation.id}
          operation={operation}
          onDismiss={open.has(operation.id) ? () => dismiss([operation.id]) : undefined}
        />
      ))}
    </ul>
  )
}
