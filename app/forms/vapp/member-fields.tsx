'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useListRows } from '@/app/lib/list-window'
import { trpc } from '@/app/lib/trpc'
import { Absent } from '@/app/parts/columns/shared'
import { ObjectShape } from '@/app/parts/vm-state'
import { Button } from '@/app/ui/button'
import { CheckboxBox } from '@/app/ui/checkbox'
import { DataTable } from '@/app/ui/data-table'
import type { Column } from '@/app/ui/data-table-types'
import { EmptyState } from '@/app/ui/empty-state'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import type { ObjectId, PoolId, StartOrder, VmRow } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'
import { type MembersValues, type NumberKey, numberFrom, numberKeys, textOf } from './values'

/** What is kept of these VMs. */
export function useStartOrders(vms: readonly ObjectId[]): readonly StartOrder[] {
  const { data } = useQuery(
    trpc.inventory.startOrders.queryOptions(
      { vms: [...vms] },
      {
        staleTime: 0,
        refetchOnWindowFocus: false,
        placeholderData: keepPreviousData,
        enabled: vms.length > 0,
      },
    ),
  )
  return data ?? none
}
const none: readonly StartOrder[] = []

const idOf = (row: VmRow) => row.id
const nameOf = (row: VmRow) => row.name_label
const nameColumn: Column<VmRow>[] = [
  {
    id: 'name',
    header: say('Name'),
    width: 220,
    cell: row => (
      <span className="flex min-w-0 items-center gap-2">
        <ObjectShape row={row} />
        <span className="truncate text-strong">{row.name_label}</span>
      </span>
    ),
  },
]
const vappColumn: readonly Column<VmRow>[] = [
  {
    id: 'vapp',
    header: say('Present vApp'),
    width: 180,
    cell: row => row.appliance?.name ?? <Absent />,
  },
]

interface ChooseVmsProps {
  /** Null: those of all pools. */
  pool: PoolId | null
  chosen: readonly ObjectId[]
  onChange: (chosen: ObjectId[]) => void
  /** What is said of each beside its name; absent: the vApp it is in. */
  columns?: readonly Column<VmRow>[]
}

/** The VMs of a pool, or of all, each with what it belongs to now, to tick some of them. */
export function ChooseVms({ pool, chosen, onChange, columns = vappColumn }: ChooseVmsProps) {
  const all = useMemo(() => [...nameColumn, ...columns], [columns])
  const [filter, setFilter] = useState('')
  const rows = useListRows({ class: 'VM', within: pool, filter, sort: { id: 'name', desc: false } })
  const selected = useMemo(() => new Set(chosen), [chosen])
  return (
    <div className="flex flex-col gap-2">
      <Input
        aria-label={t('Find')}
        value={filter}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('Find, e.g. web -test')}
        onChange={event => setFilter(event.target.value)}
      />
      <div className="flex h-72 flex-col">
        <DataTable
          className="grow"
          label={pool === null ? t('VMs') : t('VMs of the pool')}
          columns={all}
          rows={rows}
          rowId={idOf}
          rowName={nameOf}
          filter={filter}
          onClearFilter={() => setFilter('')}
          selected={selected}
          onSelectedChange={next => onChange([...next])}
          empty={
            <EmptyState
              kind="nothing-yet"
              icon="vm"
              title={pool === null ? t('There are no VMs') : t('There are no VMs in this pool')}
            />
          }
        />
      </div>
      <p role="status" className="text-m text-muted">
        {t('{n, plural, =0 {No VM is chosen} one {# VM is chosen} other {# VMs are chosen}}', {
          n: chosen.length,
        })}
      </p>
    </div>
  )
}

const heads: Record<NumberKey, string> = {
  order: say('Start order'),
  startDelay: say('Delay after start, s'),
  shutdownDelay: say('Delay after shutdown, s'),
}
const issues: Record<NumberKey, string> = {
  order: say('A whole number, 0 or more'),
  startDelay: say('At most a day, in whole seconds: 86,400'),
  shutdownDelay: say('At most a day, in whole seconds: 86,400'),
}

interface OrderTableProps {
  values: MembersValues
  known: readonly StartOrder[]
  onChange: (typed: MembersValues['typed']) => void
}

/** When each starts and how long is waited then: one by one, or for all that are ticked. */
export function OrderTable({ values, known, onChange }: OrderTableProps) {
  const [ticked, setTicked] = useState<ReadonlySet<ObjectId>>(new Set())
  const [many, setMany] = useState<Partial<Record<NumberKey, string>>>({})
  const vms = values.vms.flatMap(id => known.find(one => one.id === id) ?? [])
  const concerned = vms.filter(({ id }) => ticked.has(id))
  const type = (ids: readonly ObjectId[], typed: MembersValues['typed'][string]) =>
    onChange({
      ...values.typed,
      ...Object.fromEntries(ids.map(id => [id, { ...values.typed[id], ...typed }])),
    })
  const set = Object.fromEntries(Object.entries(many).filter(([, text]) => text !== ''))
  const wrong = numberKeys.find(key => many[key] && numberFrom(key, many[key]) === undefined)
  if (vms.length === 0) return <p className="text-m text-muted">{t('No VM is chosen.')}</p>
  return (
    <div className="flex flex-col gap-3">
      <div className="max-h-72 overflow-y-auto rounded-control border border-line">
        <table className="w-full text-m">
          <thead className="sticky top-0 bg-raised text-left text-muted">
            <tr>
              <th scope="col" className="px-2 py-1">
                <CheckboxBox
                  aria-label={t('Choose all')}
                  checked={concerned.length === vms.length}
                  partly={concerned.length > 0 && concerned.length < vms.length}
                  onChange={event =>
                    setTicked(event.target.checked ? new Set(vms.map(({ id }) => id)) : new Set())
                  }
                />
              </th>
              <th scope="col" className="px-2 py-1 font-medium">
                {t('Name')}
              </th>
              {numberKeys.map(key => (
                <th key={key} scope="col" className="px-2 py-1 font-medium">
                  {told(heads[key])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {vms.map(vm => (
              <tr key={vm.id} className="border-line-subtle border-t">
                <td className="px-2 py-1">
                  <CheckboxBox
                    aria-label={t('Choose {name}', { name: vm.name })}
                    checked={ticked.has(vm.id)}
                    onChange={event => {
                      const next = new Set(ticked)
                      if (event.target.checked) next.add(vm.id)
                      else next.delete(vm.id)
                      setTicked(next)
                    }}
                  />
                </td>
                <th scope="row" className="px-2 py-1 text-left font-normal text-strong">
                  {vm.name}
                </th>
                {numberKeys.map(key => {
                  const text = textOf(values, vm, key)
                  const bad = numberFrom(key, text) === undefined
                  return (
                    <td key={key} className="px-2 py-1">
                      <Input
                        className="w-24"
                        inputMode="numeric"
                        autoComplete="off"
                        aria-label={`${told(heads[key])}: ${vm.name}`}
                        aria-invalid={bad || undefined}
                        title={bad ? told(issues[key]) : undefined}
                        value={text}
                        onChange={event => type([vm.id], { [key]: event.target.value })}
                      />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <fieldset className="flex flex-wrap items-end gap-2">
        <legend className="mb-1 text-m text-muted">
          {t('For the {n, plural, one {# VM that is} other {# VMs that are}} ticked', {
            n: concerned.length,
          })}
        </legend>
        {numberKeys.map(key => (
          <Field key={key} label={told(heads[key])} error={wrong === key ? told(issues[key]) : undefined}>
            <Input
              className="w-32"
              inputMode="numeric"
              autoComplete="off"
              value={many[key] ?? ''}
              onChange={event => setMany({ ...many, [key]: event.target.value })}
            />
          </Field>
        ))}
        <Button
          reason={
            concerned.length === 0
              ? t('Tick VMs first')
              : wrong || Object.keys(set).length === 0
                ? t('Say a number first')
                : undefined
          }
          onClick={() =>
            type(
              concerned.map(({ id }) => id),
              set,
            )
          }
        >
          {t('Set')}
        </Button>
      </fieldset>
    </div>
  )
}

/** Whose vApp they leave by this. */
export function TakenNote({ taken }: { taken: readonly StartOrder[] }) {
  if (taken.length === 0) return null
  return (
    <ul aria-label={t('Taken out of other vApps')} className="text-m text-warn">
      {taken.map(vm => (
        <li key={vm.id}>
          {t('{name} is taken out of {vapp}.', { name: vm.name, vapp: vm.vapp?.name ?? '' })}
        </li>
      ))}
    </ul>
  )
}
