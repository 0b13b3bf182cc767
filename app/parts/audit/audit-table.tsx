'use client'

import type { ReactNode } from 'react'
import type { useAuditList } from '@/app/lib/audit-list'
import { appError } from '@/app/lib/trpc'
import { DataTable } from '@/app/ui/data-table'
import type { AuditQuery, AuditRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { ErrorNote } from '../error-note'
import { auditColumns } from './audit-columns'
import { sentenceIn } from './sentence-in'

interface AuditTableProps {
  label: string
  list: ReturnType<typeof useAuditList>
  storageKey: string
  current: string | null
  onOpen: (row: AuditRow) => void
  empty: ReactNode
  className?: string
}

/** Lines of the audit log, newest first; a line opens what it holds. */
export function AuditTable({ list, onOpen, ...table }: AuditTableProps) {
  return (
    <>
      {list.error && (
        <div className="px-4 pb-2">
          <ErrorNote error={appError(list.error)} live="status" />
        </div>
      )}
      <DataTable
        {...table}
        columns={auditColumns}
        rows={list.rows}
        rowId={idOf}
        rowName={sentenceOf}
        onPeek={onOpen}
        onOpen={onOpen}
        menu={row => [
          { type: 'item', id: 'detail', label: t('Show details'), icon: 'info', onSelect: () => onOpen(row) },
        ]}
      />
    </>
  )
}

export type AuditListQuery = Omit<AuditQuery, 'cursor'>

const idOf = (row: AuditRow) => row.id
const sentenceOf = sentenceIn
