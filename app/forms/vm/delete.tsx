'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { absoluteTime } from '@/app/lib/format'
import { api, appError } from '@/app/lib/trpc'
import { subjectName, targetsOf } from '@/app/parts/action-subject'
import { ErrorNote } from '@/app/parts/error-note'
import { PlanHint, usePlan } from '@/app/parts/plan-note'
import { Bytes } from '@/app/parts/quantity'
import { Button } from '@/app/ui/button'
import { Checkbox } from '@/app/ui/checkbox'
import { Skeleton } from '@/app/ui/skeleton'
import type { ObjectId, VmBelongings } from '@/server/api/types'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'

/** Which VMs go, and what of each goes with it: its disks and its snapshots, each as it is ticked. */
export function VmDeleteDialog({ action, subject, onSubmit, known: _, ...rest }: ActionFormProps) {
  const targets = targetsOf(subject)
  const plan = usePlan(action.id, targets)
  const belongings = useQuery({
    queryKey: ['belongings', targets],
    queryFn: () => api.operation.belongings.mutate(targets),
    staleTime: 0,
    gcTime: 0,
  })
  const { error } = belongings
  // Of those that can't be deleted nothing goes.
  const stays = plan.data && new Set(plan.data.cannot.map(({ id }) => id))
  const data = stays && belongings.data?.filter(({ id }) => !stays.has(id))
  /** What was unticked: all that is found later goes as well, as it is shown. */
  const [kept, setKept] = useState<ReadonlySet<ObjectId>>(new Set())
  const toggle = (id: ObjectId, goes: boolean) => {
    const next = new Set(kept)
    if (goes) next.delete(id)
    else next.add(id)
    setKept(next)
  }
  const parts = data?.flatMap(one => [...one.disks, ...one.snapshots]) ?? []
  const going = parts.filter(({ id }) => !kept.has(id))
  const used = going.reduce((sum, part) => sum + part.used, 0)
  const ids = (of: 'disks' | 'snapshots') =>
    data?.flatMap(one => one[of].map(({ id }) => id).filter(id => !kept.has(id))) ?? []
  const keepsSnapshot = data?.some(one => one.snapshots.some(({ id }) => kept.has(id)))
  const reason = error
    ? t('It is not known what belongs to it')
    : data === undefined
      ? t('Looking what belongs to it')
      : plan.data?.can === 0
        ? (plan.data.cannot[0]?.reason ?? t('It can’t be done to any of them'))
        : undefined
  return (
    <FormDialog
      {...rest}
      width="m"
      title={t('Delete {name}?', { name: subjectName(subject) })}
      description={t('What is ticked is destroyed with it. This cannot be undone.')}
      verb={t('Delete')}
      tone="danger"
      reason={reason}
      onSubmit={() => onSubmit({ disks: ids('disks'), snapshots: ids('snapshots') })}
    >
      <div className="flex flex-col gap-2">
        {error && <ErrorNote error={appError(error)} />}
        {!data && !error && <Skeleton className="h-24 w-full" />}
        {data && parts.length > 0 && (
          <>
            <div className="flex items-center gap-2">
              <Button size="s" onClick={() => setKept(new Set())}>
                {t('Tick all')}
              </Button>
              <Button size="s" onClick={() => setKept(new Set(parts.map(({ id }) => id)))}>
                {t('Clear all')}
              </Button>
              <span className="grow text-right text-muted" role="status">
                {t('Freed:')} <Bytes count={used} />
              </span>
            </div>
            <div className="max-h-72 overflow-y-auto rounded-control border border-line px-2 py-1">
              {data.map(one => (
                <Group key={one.id} of={one} kept={kept} onToggle={toggle} />
              ))}
            </div>
          </>
        )}
        {data && parts.length === 0 && (
          <p className="text-muted">{t('There are no disks or snapshots that belong to it alone.')}</p>
        )}
        {keepsSnapshot && (
          <p className="text-warn">
            {t('A snapshot that stays is left in the pool without its VM, and is not shown here any more.')}
          </p>
        )}
        <PlanHint action={action} subject={subject} />
      </div>
    </FormDialog>
  )
}

interface GroupProps {
  of: VmBelongings
  kept: ReadonlySet<ObjectId>
  onToggle: (id: ObjectId, goes: boolean) => void
}

function Group({ of: { name, disks, snapshots }, kept, onToggle }: GroupProps) {
  return (
    <fieldset className="py-1">
      <legend className="font-medium text-strong">{name}</legend>
      {disks.length + snapshots.length === 0 && (
        <p className="text-muted">{t('Nothing belongs to it alone.')}</p>
      )}
      {disks.map(disk => (
        <Checkbox
          key={disk.id}
          label={t('Disk {name}', { name: disk.name || t('(no name)') })}
          help={
            <>
              <Bytes count={disk.size} />
              {disk.storage === null ? '' : t(' on {storage}', { storage: disk.storage })}
            </>
          }
          checked={!kept.has(disk.id)}
          onChange={event => onToggle(disk.id, event.target.checked)}
        />
      ))}
      {snapshots.map(one => (
        <Checkbox
          key={one.id}
          label={t('Snapshot {name}', { name: one.name || t('(no name)') })}
          help={
            <>
              {absoluteTime(one.time)}, <Bytes count={one.used} />
            </>
          }
          checked={!kept.has(one.id)}
          onChange={event => onToggle(one.id, event.target.checked)}
        />
      ))}
    </fieldset>
  )
}
