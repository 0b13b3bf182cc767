'use client'

import { useState } from 'react'
import { useRowOf } from '@/app/lib/inventory'
import { subjectName } from '@/app/parts/action-subject'
import { ScheduleGuard, useScheduleCost } from '@/app/parts/schedule/guard'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'
import { ChooseVms } from '../vapp/member-fields'
import { LeavingNote, membersOf, scheduleColumns } from './members-of'
import { whyNotQuiesced } from './rule-fields'

/** Which VMs have a schedule. */
export function ScheduleMembersDialog({ subject, onSubmit, submitting, error, onClose }: ActionFormProps) {
  const id = subject.kind === 'one' ? subject.row.id : ''
  const row = useRowOf('VMSS', id)
  const before = row?.members ?? []
  const [vms, setVms] = useState<readonly string[]>(() => before.map(one => one.id))
  const cost = useScheduleCost(vms)
  const leaving = before.filter(one => !vms.includes(one.id)).length
  const ready = cost?.vms.length === vms.length
  return (
    <FormDialog
      {...{ submitting, error, onClose }}
      width="l"
      title={t('VMs of {name}', { name: subjectName(subject) })}
      description={t('A VM has one schedule at most.')}
      verb={t('Save')}
      reason={
        ready
          ? row?.type === 'snapshot_with_quiesce'
            ? whyNotQuiesced(cost)
            : undefined
          : t('Not known yet')
      }
      onSubmit={() => onSubmit({ members: membersOf(cost) })}
    >
      <div className="flex flex-col gap-4">
        <ChooseVms pool={row?.pool ?? ''} chosen={vms} onChange={setVms} columns={scheduleColumns} />
        <LeavingNote cost={cost} own={id} />
        {leaving > 0 && (
          <p role="status" className="text-m text-warn">
            {t('{n, plural, one {# VM loses} other {# VMs lose}} this schedule.', { n: leaving })}
          </p>
        )}
        <ScheduleGuard cost={cost} keep={row?.retained ?? 1} />
      </div>
    </FormDialog>
  )
}
