'use client'

import { useOperations } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { useCan } from '@/app/lib/session'
import { EmptyState } from '@/app/ui/empty-state'
import { LinkButton } from '@/app/ui/link-button'
import type { ObjectId } from '@/server/api/types'
import { useDismissed } from './frame/dismissed'
import { OperationLine } from './frame/operation-line'
import { failures } from './frame/operation-list'
import { PageLink } from './page-link'

/** What has been done to an object lately, by whom and how it ended; the audit log has the rest. */
export function ObjectTasks({ object }: { object: ObjectId }) {
  const operations = useOperations().filter(operation => operation.object.id === object)
  const [dismissed, dismiss] = useDismissed()
  const open = new Set(failures(operations, dismissed).map(operation => operation.id))
  const mayReadAudit = useCan('audit.read')
  const audit = mayReadAudit && (
    <LinkButton size="s" icon="audit" render={<PageLink href={paths.auditOf(uuidOf(object))} />}>
      Show in the audit log
    </LinkButton>
  )
  if (operations.length === 0) {
    return (
      <EmptyState kind="nothing-yet" icon="tasks" title="Nothing was done to it lately" actions={audit}>
        What somebody does to it in Domus appears here.
      </EmptyState>
    )
  }
  return (
    <div className="flex flex-col gap-2 py-2">
      <ul aria-label="Operations" className="border-line-subtle border-t">
        {operations.map(operation => (
          <OperationLine
            key={operation.id}
            operation={operation}
            onDismiss={open.has(operation.id) ? () => dismiss([operation.id]) : undefined}
          />
        ))}
      </ul>
      <div className="px-3">{audit}</div>
    </div>
  )
}

/** The part of an id that is the object's own, as the audit log knows it. */
export function uuidOf(id: ObjectId): string {
  return id.slice(id.indexOf('.') + 1)
}
