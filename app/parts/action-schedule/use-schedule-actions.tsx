'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshActionSchedules } from '@/app/lib/action-schedules'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import type { MenuEntry } from '@/app/ui/menu'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { confirmDone } from '@/app/ui/toast'
import type { ActionScheduleInfo } from '@/server/api/types'
import { actionById } from '@/server/catalogue/catalogue'
import { t, told } from '@/server/shared/text'

const ActionScheduleDialog = onDemandPart(() =>
  import('@/app/forms/action-schedule/edit').then(found => found.ActionScheduleDialog),
)

type Deed = 'edit' | 'run' | 'off' | 'delete'

/** What can be done to a scheduled action, as entries of a menu; render `dialog` somewhere. */
export function useScheduleActions(onDeleted?: () => void) {
  const [open, setOpen] = useState<{ deed: Deed; schedule: ActionScheduleInfo } | null>(null)
  const close = () => setOpen(null)
  const switchOn = useMutation(
    trpc.actionSchedule.setEnabled.mutationOptions({ onSuccess: refreshActionSchedules }),
  )
  const entries = (schedule: ActionScheduleInfo): MenuEntry[] => {
    const { id, name, own, mayStop, enabled, owner, runs } = schedule
    const ask = (deed: Deed) => () => setOpen({ deed, schedule })
    const notOwn = own ? undefined : t('It acts in the name of {owner}: only they may do this.', { owner })
    const notStop = mayStop ? undefined : t('Only {owner}, and who manages users, may do this.', { owner })
    const running = runs.some(run => run.endedAt === null)
    return [
      {
        type: 'item',
        id: 'run',
        label: t('Run now…'),
        icon: 'play',
        reason: notOwn ?? (running ? t('It is running already.') : undefined),
        onSelect: ask('run'),
      },
      enabled
        ? {
            type: 'item',
            id: 'off',
            label: t('Switch off'),
            icon: 'pause',
            reason: notStop,
            onSelect: () =>
              switchOn.mutate(
                { id, enabled: false },
                { onSuccess: () => confirmDone(t('{name} is switched off', { name })) },
              ),
          }
        : {
            type: 'item',
            id: 'on',
            label: t('Switch on'),
            icon: 'check',
            reason: notOwn,
            onSelect: () =>
              switchOn.mutate(
                { id, enabled: true },
                { onSuccess: () => confirmDone(t('{name} is switched on', { name })) },
              ),
          },
      { type: 'item', id: 'edit', label: t('Edit…'), icon: 'edit', reason: notOwn, onSelect: ask('edit') },
      { type: 'separator', id: 'before delete' },
      {
        type: 'item',
        id: 'delete',
        label: t('Delete…'),
        icon: 'delete',
        tone: 'danger',
        reason: notStop,
        onSelect: ask('delete'),
      },
    ]
  }
  const dialog = (
    <>
      {open?.deed === 'edit' && <ActionScheduleDialog schedule={open.schedule} onClose={close} />}
      {open?.deed === 'run' && <RunNow schedule={open.schedule} onClose={close} />}
      {open?.deed === 'delete' && (
        <Delete schedule={open.schedule} onClose={close} onDone={() => onDeleted?.()} />
      )}
    </>
  )
  return { entries, dialog, error: switchOn.error ? appError(switchOn.error) : null }
}

interface AskProps {
  schedule: ActionScheduleInfo
  onClose: () => void
}

function RunNow({ schedule: { id, name, action, vms }, onClose }: AskProps) {
  const run = useMutation(trpc.actionSchedule.runNow.mutationOptions({ onSuccess: refreshActionSchedules }))
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        run.mutate(
          { id },
          {
            onSuccess: () => {
              confirmDone(t('{name} runs', { name }))
              onClose()
            },
          },
        )
      }
      title={t('Run {name} now?', { name })}
      body={t('{action}: {vms}. Its times stay as they are.', {
        action: told(actionById(action)?.label ?? action),
        vms: vms.map(vm => vm.name).join(', '),
      })}
      verb={t('Run now')}
      tone="primary"
      submitting={run.isPending}
      error={run.error ? <ErrorNote error={appError(run.error)} className="mt-3" /> : null}
    />
  )
}

function Delete({ schedule: { id, name }, onClose, onDone }: AskProps & { onDone: () => void }) {
  const remove = useMutation(
    trpc.actionSchedule.delete.mutationOptions({ onSuccess: refreshActionSchedules }),
  )
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(
          { id },
          {
            onSuccess: () => {
              confirmDone(t('{name} is deleted', { name }))
              onClose()
              onDone()
            },
          },
        )
      }
      title={t('Delete the scheduled action {name}?', { name })}
      body={t('What is under way goes on. What it did stays in the audit log.')}
      verb={t('Delete')}
      submitting={remove.isPending}
      error={remove.error ? <ErrorNote error={appError(remove.error)} className="mt-3" /> : null}
    />
  )
}
