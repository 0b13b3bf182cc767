'use client'

import { type ReactNode, useState } from 'react'
import { useCellTabIndex } from '@/app/ui/cell-focus'
import { DataTable } from '@/app/ui/data-table'
import type { Column } from '@/app/ui/data-table-types'
import { EmptyState } from '@/app/ui/empty-state'
import { Input } from '@/app/ui/input'
import type { MenuEntry } from '@/app/ui/menu'
import { StatusMark, StatusShape } from '@/app/ui/status-mark'
import { type SampleVm, sampleVms } from './samples'

function NameLink({ vm }: { vm: SampleVm }) {
  return (
    <a href={`#${vm.id}`} tabIndex={useCellTabIndex()} className="hover:underline">
      {vm.name}
    </a>
  )
}

const columns: readonly Column<SampleVm>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 160,
    sortBy: vm => vm.name,
    cell: vm => (
      <span className="flex items-center gap-2">
        <StatusShape status={vm.status} />
        <NameLink vm={vm} />
      </span>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 120,
    sortBy: vm => vm.state,
    group: {},
    cell: vm => <StatusMark status={vm.status} word={vm.state} half={vm.state === 'Suspended'} />,
  },
  { id: 'host', header: 'Host', width: 90, sortBy: vm => vm.host, group: {}, cell: vm => vm.host },
  {
    id: 'memory',
    header: 'Memory',
    width: 90,
    align: 'end',
    sortBy: vm => vm.memory,
    cell: vm => (
      <>
        {vm.memory} <span className="text-faint">GiB</span>
      </>
    ),
  },
  { id: 'vcpus', header: 'vCPUs', width: 70, align: 'end', sortBy: vm => vm.vcpus, cell: vm => vm.vcpus },
  {
    id: 'address',
    header: 'Address',
    width: 110,
    sortBy: vm => vm.address,
    cell: vm => <span className="font-mono">{vm.address}</span>,
  },
  {
    id: 'os',
    header: 'Operating system',
    width: 160,
    sortBy: vm => vm.os,
    cell: vm => vm.os,
    group: {},
    hidden: true,
  },
]
const many = sampleVms(10_000)
const none: readonly SampleVm[] = []
const rowId = (vm: SampleVm) => vm.id
const rowName = (vm: SampleVm) => vm.name
const rowStale = (vm: SampleVm) => vm.host === 'xen3'

const menu = (vm: SampleVm): MenuEntry[] => [
  { type: 'item', id: 'start', label: `Start ${vm.name}`, icon: 'play', onSelect: () => undefined },
  {
    type: 'item',
    id: 'shut',
    label: 'Shut down',
    icon: 'power',
    reason: vm.state === 'Running' ? undefined : 'It is not running',
    onSelect: () => undefined,
  },
]

function Frame({ children }: { children: ReactNode }) {
  return <div className="flex h-80 flex-col overflow-hidden rounded-panel border border-line">{children}</div>
}

export function KitTable({ theme }: { theme: string }) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['vm-1', 'vm-2']))
  const [current, setCurrent] = useState<string | null>(null)
  const [filter, setFilter] = useState('')
  return (
    <div className="flex flex-col gap-4">
      <Input
        aria-label={`Filter the sample table, ${theme}`}
        placeholder="Filter 10,000 rows"
        value={filter}
        onChange={event => setFilter(event.target.value)}
        className="max-w-64"
      />
      <Frame>
        <DataTable
          label={`Sample VMs, ${theme}`}
          columns={columns}
          rows={many}
          rowId={rowId}
          rowName={rowName}
          rowStale={rowStale}
          storageKey={`kit-${theme}`}
          initialSort={{ id: 'name', desc: false }}
          filter={filter}
          onClearFilter={() => setFilter('')}
          selected={selected}
          onSelectedChange={setSelected}
          current={current}
          onPeek={vm => setCurrent(vm.id)}
          onOpen={vm => setCurrent(vm.id)}
          menu={menu}
        />
      </Frame>
      <Frame>
        <DataTable
          label={`Loading table, ${theme}`}
          columns={columns}
          rows={none}
          rowId={rowId}
          rowName={rowName}
          loading
        />
      </Frame>
      <Frame>
        <DataTable
          label={`Empty table, ${theme}`}
          columns={columns}
          rows={none}
          rowId={rowId}
          rowName={rowName}
          empty={
            <EmptyState kind="nothing-yet" title="No VMs yet">
              VMs of connected pools appear here.
            </EmptyState>
          }
        />
      </Frame>
    </div>
  )
}
