'use client'

import { useMutation } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { usePool } from '@/app/lib/inventory'
import { useListRows } from '@/app/lib/list-window'
import { appError, trpc } from '@/app/lib/trpc'
import { oneOf, poolsOf, subjectName, targetsOf } from '@/app/parts/action-subject'
import { PlanDifference, PlanNote, usePlan } from '@/app/parts/plan-note'
import { Button } from '@/app/ui/button'
import { RadioLine } from '@/app/ui/radio-line'
import type { Plan } from '@/server/api/types'
import { noSchedule, whyNoSchedules } from '@/server/shared/snapshot-words'
import { t, told } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'
import { Leaving } from './members-of'
import { ScheduleNewDialog } from './new'

/** Those that have another schedule now. */
const leavingIn = (plan: Plan | undefined) =>
  (plan?.changes ?? []).flatMap(({ name, before }) =>
    before === told(noSchedule) ? [] : [{ name, schedule: String(before) }],
  )

/** Which snapshot schedule VMs have: the present one is marked, and what leaves another one is said before it does. */
export function ScheduleAssignDialog({
  action,
  subject,
  onSubmit,
  submitting,
  error,
  onClose,
}: ActionFormProps) {
  const targets = targetsOf(subject)
  const pools = poolsOf(targets)
  const pool = pools?.length === 1 ? (pools[0] ?? null) : null
  const group = useId()
  const list = useRef<HTMLFieldSetElement>(null)
  const { held, loading } = useListRows({
    ...{ class: 'VMSS', within: pool, filter: '', sort: { id: 'name', desc: false } },
  })
  const vm = subject.kind === 'one' && subject.row.class === 'VM' ? subject.row : undefined
  const now = vm?.snapshotSchedule?.id ?? null
  // The one it has is there before the list is.
  const present = vm?.snapshotSchedule && !held.some(({ id }) => id === now) ? [vm.snapshotSchedule] : []
  const schedules = [
    ...present.map(({ id, name }) => ({ id, name, count: 0 })),
    ...held.map(({ id, name_label, members }) => ({ id, name: name_label, count: members.length })),
  ]
  const [chosen, setChosen] = useState<string | null | undefined>(vm ? now : undefined)
  const title = schedules.find(({ id }) => id === chosen)?.name ?? ''
  const input = chosen === undefined || (vm && chosen === now) ? undefined : { schedule: chosen, title }
  const ids = 'objects' in targets ? [...targets.objects] : []
  const poolRow = usePool(pool ?? '')
  const hindered = poolRow && whyNoSchedules(poolRow.apiVersion)
  const [making, setMaking] = useState(false)
  const make = useMutation(trpc.operation.run.mutationOptions({ onSuccess: onClose }))
  const plan = usePlan(action.id, targets, input, input !== undefined)
  if (making && poolRow)
    return (
      <ScheduleNewDialog
        action={action}
        subject={oneOf(poolRow)}
        known={{ vms: ids }}
        submitting={make.isPending}
        error={make.error ? appError(make.error) : null}
        onSubmit={told => make.mutate({ action: 'schedule.create', object: poolRow.id, input: told })}
        onClose={onClose}
      />
    )
  return (
    <FormDialog
      {...{ submitting, error, onClose }}
      width="m"
      // The one that it has: arrows go on from there.
      initialFocus={() => list.current?.querySelector<HTMLElement>('input:checked') ?? true}
      title={t('Snapshot schedule of {name}', { name: subjectName(subject) })}
      description={t('A VM has one schedule at most.')}
      verb={t('Assign')}
      reason={
        input === undefined
          ? (hindered ?? t('Choose another schedule'))
          : plan.data?.can === 0
            ? (plan.data.cannot[0]?.reason ?? t('It can’t be done to any of them'))
            : undefined
      }
      onSubmit={() => onSubmit(input)}
      aside={
        poolRow &&
        ids.length > 0 && (
          <Button reason={hindered} onClick={() => setMaking(true)}>
            {t('New schedule…')}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-3">
        {hindered && <p className="text-m text-warn">{hindered}</p>}
        <fieldset
          ref={list}
          aria-busy={loading}
          className="max-h-72 overflow-y-auto rounded-control border border-line p-1"
        >
          <legend className="sr-only">{t('Snapshot schedule')}</legend>
          <RadioLine
            name={group}
            label={told(noSchedule)}
            note={vm && now === null ? t('as now') : undefined}
            checked={chosen === null}
            onChoose={() => setChosen(null)}
          />
          {schedules.map(row => (
            <RadioLine
              key={row.id}
              name={group}
              label={row.name}
              note={
                row.id === now ? t('as now') : t('{n, plural, one {# VM} other {# VMs}}', { n: row.count })
              }
              checked={chosen === row.id}
              onChoose={() => setChosen(row.id)}
            />
          ))}
        </fieldset>
        {input && plan.data && <PlanDifference plan={plan.data} />}
        {input && plan.error && <PlanNote plan={undefined} error={plan.error} />}
        {input && input.schedule !== null && <Leaving vms={leavingIn(plan.data)} />}
      </div>
    </FormDialog>
  )
}
