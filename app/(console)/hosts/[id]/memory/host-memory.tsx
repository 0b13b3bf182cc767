'use client'

import { useHostDetail } from '@/app/lib/detail'
import { bytesText, percent } from '@/app/lib/format'
import { useRowOf } from '@/app/lib/inventory'
import { Bytes } from '@/app/parts/quantity'
import { Card } from '@/app/ui/card'
import { DataTable } from '@/app/ui/data-table'
import { EmptyState } from '@/app/ui/empty-state'
import { Facts } from '@/app/ui/facts'
import { type BarPart, StackedBar } from '@/app/ui/stacked-bar'
import type { HostDetail, HostRow, ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { memoryColumns } from './memory-columns'
import { sharesOf } from './memory-shares'

const byNow = { id: 'now', desc: true }
const idOf = (vm: { id: ObjectId }) => vm.id
const nameOf = (vm: { name: string }) => vm.name

/** Who has a host's memory, how much is left, and how much its VMs may still ask for. */
export function HostMemory({ id }: { id: ObjectId }) {
  const row = useRowOf('host', id)
  const detail = useHostDetail(id)
  if (!row || detail === null) return null
  return (
    <div className="flex min-h-0 grow flex-col">
      <div className="p-4 pb-3">
        <Shares row={row} detail={detail} />
      </div>
      <DataTable
        className="grow"
        label={t('Memory of the VMs here')}
        columns={memoryColumns}
        rows={detail?.memory.vms ?? []}
        rowId={idOf}
        rowName={nameOf}
        initialSort={byNow}
        storageKey="host-memory"
        loading={!detail}
        empty={<EmptyState kind="nothing-yet" icon="memory" title={t('No VM runs here')} />}
      />
    </div>
  )
}

function Shares({ row, detail }: { row: HostRow; detail: HostDetail | undefined }) {
  const shares = detail && sharesOf(row, detail)
  const parts: BarPart[] = shares
    ? [
        { id: 'xen', label: t('Xen'), value: shares.xen, kind: 'own' as const },
        { id: 'own', label: t('Control domain'), value: shares.ownDomains, kind: 'own' as const },
        ...shares.vms.map(vm => ({ id: vm.id, label: vm.name, value: vm.now, kind: 'used' as const })),
        { id: 'others', label: t('Others'), value: shares.others, kind: 'used' as const },
      ].map(part => ({ ...part, text: bytesText(part.value) }))
    : []
  const bytes = (count: number | null | undefined) =>
    count === null || count === undefined ? null : <Bytes count={count} />
  return (
    <Card title={t('Memory')}>
      <div className="flex flex-col gap-3">
        <StackedBar
          label={t('Memory of {name}: {used} of {total} in use', {
            name: row.name_label,
            used: bytesText(row.memoryTotal - row.memoryFree),
            total: bytesText(row.memoryTotal),
          })}
          total={row.memoryTotal}
          parts={parts}
        />
        <div className="grid gap-x-8 md:grid-cols-3">
          <Facts
            facts={[
              { label: t('Total'), value: bytes(row.memoryTotal) },
              { label: t('In use'), value: bytes(row.memoryTotal - row.memoryFree) },
              { label: t('Free'), value: bytes(row.memoryFree) },
            ]}
          />
          <Facts
            facts={[
              { label: t('VMs'), value: bytes(shares && shares.vmsNow + shares.others) },
              { label: t('Control domain'), value: bytes(shares?.ownDomains) },
              { label: t('Kept by Xen'), value: bytes(shares?.xen) },
            ]}
          />
          <Facts
            facts={[
              { label: t('VMs at least'), value: bytes(shares?.promised?.least) },
              { label: t('VMs at most'), value: bytes(shares?.promised?.most) },
              { label: t('Promised'), value: shares?.promised && <Promised {...shares.promised} /> },
            ]}
          />
        </div>
      </div>
    </Card>
  )
}

/** How much of all memory would be taken if each VM had its most. */
function Promised({ share, over }: { share: number; over: number }) {
  return over > 0 ? (
    <span className="text-warn">
      {t('{share}: {over} more than there is', { share: percent(share), over: bytesText(over) })}
    </span>
  ) : (
    <span>{percent(share)}</span>
  )
}
