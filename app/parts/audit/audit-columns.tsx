import { auditResults, isResult } from '@/app/lib/audit-filter'
import { absoluteTime, duration } from '@/app/lib/format'
import type { Column } from '@/app/ui/data-table-types'
import { type Status, StatusMark } from '@/app/ui/status-mark'
import type { AuditRow } from '@/server/api/types'
import { say, told } from '@/server/shared/text'
import { Absent } from '../columns/shared'
import { AuditObject } from './audit-object'
import { sentenceIn } from './sentence-in'

const marks: Record<keyof typeof auditResults, Status> = {
  started: 'moving',
  succeeded: 'ok',
  failed: 'trouble',
  refused: 'warn',
  cancelled: 'idle',
  unknown: 'unknown',
}

export function AuditResultMark({ result }: { result: string }) {
  return isResult(result) ? (
    <StatusMark status={marks[result]} word={told(auditResults[result])} />
  ) : (
    <StatusMark status="unknown" word={result} />
  )
}

export const auditColumns: Column<AuditRow>[] = [
  {
    id: 'at',
    header: say('Time'),
    width: 180,
    cell: row => (
      <time dateTime={row.at} className="font-normal text-default tabular-nums">
        {absoluteTime(row.at)}
      </time>
    ),
  },
  { id: 'user', header: say('User'), width: 100, cell: row => row.user },
  {
    id: 'address',
    header: say('From'),
    width: 110,
    cell: row => <span className="font-mono text-muted">{row.address || <Absent />}</span>,
  },
  {
    id: 'sentence',
    header: say('Action'),
    width: 230,
    cell: row => <span className="text-strong">{sentenceIn(row)}</span>,
  },
  {
    id: 'object',
    header: say('Object'),
    width: 150,
    cell: row => <AuditObject row={row} />,
  },
  {
    id: 'result',
    header: say('Result'),
    width: 130,
    cell: row => <AuditResultMark result={row.result} />,
  },
  {
    id: 'duration',
    header: say('Took'),
    width: 80,
    align: 'end',
    cell: row => (row.durationMs === null ? <Absent /> : duration(row.durationMs)),
  },
  {
    id: 'error',
    header: say('Error'),
    width: 200,
    cell: row => (row.error ? <code className="font-mono text-muted">{row.error.code}</code> : <Absent />),
  },
]
