'use client'

import Link from 'next/link'
import { useOperations } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { useDismissed } from '@/app/parts/frame/dismissed'
import { OperationLine } from '@/app/parts/frame/operation-line'
import { failures } from '@/app/parts/frame/operation-list'
import { Card } from '@/app/ui/card'

const shown = 5

/** The latest operations that failed and that nobody has put away. */
export function RecentFailures() {
  const [dismissed, dismiss] = useDismissed()
  const failed = failures(useOperations(), dismissed)
  return (
    <Card
      title="Recent failures"
      flush
      aside={
        failed.length > 0 && (
          <Link href={paths.tasks} className="text-accent hover:underline">
            All tasks
          </Link>
        )
      }
    >
      {failed.length === 0 && <p className="px-3 pb-3 text-muted">No operation has failed lately.</p>}
      <ul>
        {failed.slice(0, shown).map(operation => (
          <OperationLine key={operation.id} operation={operation} onDismiss={() => dismiss([operation.id])} />
        ))}
      </ul>
    </Card>
  )
}
