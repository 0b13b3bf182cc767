'use client'

import { useMemo, useState } from 'react'
import { useAsker } from '@/app/lib/asker'
import { useVmDetail } from '@/app/lib/detail'
import { absoluteTime } from '@/app/lib/format'
import { useOperations, useRowOf } from '@/app/lib/inventory'
import { useActionPress } from '@/app/parts/action-press'
import { oneOf } from '@/app/parts/action-subject'
import { askInstead } from '@/app/parts/ask-instead'
import { OperationProgress } from '@/app/parts/frame/operation-progress'
import { InPoolButton } from '@/app/parts/in-pool-button'
import { Ago, Bytes } from '@/app/parts/quantity'
import { reasonNot } from '@/app/parts/reason'
import { Button } from '@/app/ui/button'
import { DataTable } from '@/app/ui/data-table'
import type { Column } from '@/app/ui/data-table-types'
import { EmptyState } from '@/app/ui/empty-state'
import { isBoolean, useRemembered } from '@/app/ui/remembered'
import { Skeleton } from '@/app/ui/skeleton'
import { StatusMark } from '@/app/ui/status-mark'
import { Switch } from '@/app/ui/switch'
import type { ObjectId, OperationRow, VmRow, VmSnapshot } from '@/server/api/types'
import type { Action } from '@/server/catalogue/define'
import {
  vmDeleteSnapshots,
  vmFromSnapshot,
  vmRevert,
  vmSnapshot,
  vmTemplateFromSnapshot,
} from '@/server/catalogue/vm-snapshots'
import { say, spokenTold, t, told } from '@/server/shared/text'
import { SnapshotDetail } from './snapshot-detail'
import { lanesOf } from './snapshot-lanes'
import { SnapshotTree } from './snapshot-tree'
import { kindWord, nameOf, runningWord, workOn, workOnNew } from './snapshot-words'

const columns: Column<VmSnapshot>[] = [
  { id: 'name', header: say('Name'), width: 220, sortBy: one => one.name, cell: nameOf },
  {
    id: 'time',
    header: say('Taken'),
    width: 150,
    sortBy: one => one.time,
    cell: one => absoluteTime(one.time),
  },
  { id: 'age', header: say('Age'), width: 100, quiet: true, cell: one => <Ago time={one.time} /> },
  { id: 'kind', header: say('Kept'), width: 130, sortBy: one => one.kind, cell: kindWord },
  {
    id: 'used',
    header: say('Size'),
    width: 90,
    align: 'end',
    quiet: true,
    sortBy: one => one.used,
    cell: one => <Bytes count={one.used} />,
  },
  {
    id: 'state',
    header: say('Under way'),
    width: 110,
    cell: one => <ListWork one={one} />,
  },
]
function ListWork({ one }: { one: VmSnapshot }) {
  const work = workOn(one, useOperations().filter(isUnderWay))
  return work ? <StatusMark status="moving" word={work.word} /> : null
}

const isUnderWay = ({ state, action }: OperationRow) => state === 'running' && ours.includes(action)
const newestFirst = { id: 'time', desc: true }
const idOf = (one: VmSnapshot) => one.id
const ours: readonly Action['id'][] = [
  vmSnapshot.id,
  vmRevert.id,
  vmDeleteSnapshots.id,
  vmFromSnapshot.id,
  vmTemplateFromSnapshot.id,
]

/** Snapshots of a VM: what came from what, or a list; and what can be done with them. */
export function VmSnapshots({ id }: { id: ObjectId }) {
  const vm = useRowOf('VM', id)
  const detail = useVmDetail(id)
  const [chosen, setChosen] = useState<ReadonlySet<ObjectId>>(new Set())
  const [asList, setAsList] = useRemembered('vm-snapshots.list', false, isBoolean)
  const [noScheduled, setNoScheduled] = useRemembered('vm-snapshots.no-scheduled', false, isBoolean)
  const all = useMemo(() => detail?.snapshots ?? [], [detail])
  const shown = useMemo(() => all.filter(one => !noScheduled || !one.scheduled), [all, noScheduled])
  const rows = useMemo(
    () => lanesOf(all, detail?.parent ?? null, one => !noScheduled || !one.scheduled),
    [all, detail, noScheduled],
  )
  const operations = useOperations().filter(one => one.object.id === id && isUnderWay(one))
  const picked = shown.filter(one => chosen.has(one.id))
  if (detail === null || !vm) return null
  const empty = (
    <EmptyState kind="nothing-yet" icon="snapshot" title={t('No snapshots')}>
      {t('None has been taken of this VM.')}
    </EmptyState>
  )
  return (
    <div className="flex min-h-0 grow flex-col">
      <Toolbar vm={vm} picked={picked}>
        {all.some(one => one.scheduled) && (
          <Switch label={t('Hide scheduled')} checked={noScheduled} onChange={setNoScheduled} />
        )}
        <Switch label={t('As a list')} checked={asList} onChange={setAsList} />
      </Toolbar>
      <div className="flex min-h-0 grow border-line border-t max-lg:flex-col">
        <div className="flex min-h-0 min-w-0 grow flex-col">
          {!detail && !asList ? (
            <div aria-busy className="p-4">
              <Skeleton className="w-60" />
            </div>
          ) : asList ? (
            <DataTable
              className="grow"
              label={t('Snapshots')}
              columns={columns}
              rows={shown}
              rowId={idOf}
              rowName={nameOf}
              initialSort={newestFirst}
              storageKey="vm-snapshots"
              loading={!detail}
              selected={chosen}
              onSelectedChange={setChosen}
              onPeek={one => setChosen(new Set([one.id]))}
              empty={empty}
            />
          ) : shown.length === 0 && !workOnNew(vm, operations) ? (
            empty
          ) : (
            <SnapshotTree {...{ vm, rows, chosen, operations }} onChoose={setChosen} />
          )}
        </div>
        <section
          aria-label={t('About the snapshot')}
          className="w-72 shrink-0 overflow-y-auto border-line border-l p-3 max-lg:max-h-56 max-lg:w-full max-lg:border-t max-lg:border-l-0"
        >
          <SnapshotDetail vm={vm} chosen={picked} all={shown} />
          <UnderWay running={operations} />
        </section>
      </div>
    </div>
  )
}

function Toolbar({
  vm,
  picked,
  children,
}: {
  vm: VmRow
  picked: readonly VmSnapshot[]
  children: React.ReactNode
}) {
  const { press, askMany, dialog } = useActionPress()
  const asker = useAsker()
  const ids = picked.map(one => one.id)
  const one = picked.length === 1 ? picked[0] : undefined
  const busy = picked.find(({ running }) => running.length > 0)
  const ask = (action: Action) => askMany(action, oneOf(vm), { snapshots: ids })
  const chooseOne = picked.length === 0 ? t('Choose a snapshot first') : t('Choose one snapshot only')
  const button = (action: Action, label: string, reason: string | undefined) => (
    <Button
      size="s"
      tone="neutral"
      reason={
        reasonNot(action, vm, asker) ??
        reason ??
        (busy && t('Wait until {operations} has finished.', { operations: runningWord(busy) ?? '' }))
      }
      remedy={askInstead(asker, vm, action.permission, told(action.label))}
      onClick={() => ask(action)}
    >
      {label}
    </Button>
  )
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-2">
      <Button
        size="s"
        icon="snapshot"
        tone="primary"
        reason={reasonNot(vmSnapshot, vm, asker)}
        remedy={askInstead(asker, vm, vmSnapshot.permission, told(vmSnapshot.label))}
        onClick={() => press(vmSnapshot, vm)}
      >
        {t('Take a snapshot…')}
      </Button>
      {button(
        vmRevert,
        t('Revert…'),
        !one
          ? chooseOne
          : one.allowed_operations.includes('revert')
            ? undefined
            : t('The pool does not allow it now'),
      )}
      {button(vmFromSnapshot, t('New VM…'), one ? undefined : chooseOne)}
      <InPoolButton
        plain
        action="vm.create"
        permission="vm.create"
        label={t('New VM page by page…')}
        pool={vm.pool}
        known={one && { template: one.id }}
        hindered={() => (one ? undefined : chooseOne)}
      />
      {button(vmTemplateFromSnapshot, t('New template…'), one ? undefined : chooseOne)}
      {button(vmDeleteSnapshots, t('Delete…'), picked.length > 0 ? undefined : t('Choose a snapshot first'))}
      <span className="grow" />
      {children}
      {dialog}
    </div>
  )
}

/** What is being done with snapshots of this VM, where one looks at them. */
function UnderWay({ running }: { running: readonly OperationRow[] }) {
  if (running.length === 0) return null
  return (
    <ul aria-label={t('Under way')} className="mt-3 flex flex-col gap-2 border-line-subtle border-t pt-3">
      {running.map(one => (
        <li key={one.id} className="flex flex-col gap-1 text-m">
          <StatusMark status="moving" word={spokenTold(one)} />
          <OperationProgress title={spokenTold(one)} progress={one.progress} />
        </li>
      ))}
    </ul>
  )
}
