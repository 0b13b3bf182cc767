'use client'

import { absoluteTime, duration } from '@/app/lib/format'
import { Button } from '@/app/ui/button'
import { Copyable } from '@/app/ui/copyable'
import { Dialog } from '@/app/ui/dialog'
import { Facts } from '@/app/ui/facts'
import { AuditResultMark } from './audit-columns'
import type { AuditLine } from './audit-line'
import { AuditObject } from './audit-object'

/** Everything a line of the log holds. */
export function AuditDetail({ row, onClose }: { row: AuditLine; onClose: () => void }) {
  const { error, object, pool } = row
  return (
    <Dialog open onClose={onClose} title={row.sentence} footer={<Button onClick={onClose}>Close</Button>}>
      <Facts
        facts={[
          { label: 'Result', value: <AuditResultMark result={row.result} /> },
          ...(error
            ? [
                { label: 'What happened', value: error.text },
                {
                  label: 'Error code',
                  value: (
                    <code className="wrap-anywhere font-mono">
                      {[error.code, ...error.params.filter(Boolean)].join(' · ')}
                    </code>
                  ),
                },
              ]
            : []),
          { label: 'User', value: row.user },
          { label: 'From', value: row.address && <span className="font-mono">{row.address}</span> },
          { label: 'Started', value: absoluteTime(row.at) },
          { label: 'Finished', value: row.finishedAt && absoluteTime(row.finishedAt) },
          { label: 'Took', value: row.durationMs === null ? null : duration(row.durationMs) },
          { label: 'Action', value: <code className="font-mono">{row.action}</code> },
          { label: 'Object', value: <AuditObject row={row} /> },
          ...(object ? [{ label: 'UUID', value: <Copyable value={object.uuid} label="UUID" mono /> }] : []),
          { label: 'Pool', value: pool?.name },
          { label: 'Parameters', value: <Parameters params={row.params} /> },
          { label: 'Number', value: row.id },
        ]}
      />
    </Dialog>
  )
}

function Parameters({ params }: { params: unknown }) {
  const entries = typeof params === 'object' && params !== null ? Object.entries(params) : []
  if (entries.length === 0) return <span className="text-faint">None</span>
  return (
    <pre className="overflow-x-auto rounded-control bg-sunken p-2 font-mono text-m">
      {JSON.stringify(params, null, 2)}
    </pre>
  )
}
