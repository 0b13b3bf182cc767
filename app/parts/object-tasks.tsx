'use client'

import { useOperations } from '@/app/lib/inventory'
import { EmptyState } from '@/app/ui/empty-state'
import type { ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { AuditHistory } from './audit/audit-history'
import { useDismissed } from './frame/dismissed'
import { OperationLine } from './frame/operation-line'
import { failures } from './frame/operation-list'
import { ObjectMessages } from './object-messages'

/** What has been done to an object lately, by whom and how it ended; the audit log has the rest. */
export function ObjectTasks({ object }: { object: ObjectId }) {
  const operations = useOperations().filter(operation => operation.object.id === object && !operation.parts)
  const [dismissed, dismiss] = useDismissed()
  const open = new Set(failures(operations, dismissed).map(operation => operation.id))
  return (
    <div className="flex min-h-0 grow flex-col gap-2 py-2">
      {operations.length === 0 ? (
        <EmptyState kind="nothing-yet" icon="tasks" title={t('Nothing was done to it lately')}>
          {t('What somebody does to it in Domus appears here.')}
        </EmptyState>
      ) : (
        <ul aria-label={t('Operations')} className="shrink-0 border-line-subtle border-t">
          {operations.map(operation => (
            <OperationLine
              key={operation.id}
              operation={operation}
              onDismiss={open.has(operation.id) ? () => dismiss([operation.id]) : undefined}
            />
          ))}
        </ul>
      )}
      <ObjectMessages object={object} />
      <AuditHistory object={object} />
    </div>
  )
}

/** The part of an id that is the object's own, as the audit log knows it. */
export function uuidOf(id: ObjectId): string {
  return id.slice(id.indexOf('.') + 1)
}
