'use client'

import { useState } from 'react'
import { useRowOf } from '@/app/lib/inventory'
import { subjectName } from '@/app/parts/action-subject'
import { ScheduleGuard, useScheduleCost } from '@/app/parts/schedule/guard'
import type { ScheduleRow } from '@/server/api/types'
import { inputs } from '@/server/catalogue/inputs'
import { mostRetained, snapshotMinutes } from '@/server/shared/snapshot-times'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'
import { type Rules, TimeFields, TypeFields } from './rule-fields'

const types = ['snapshot', 'snapshot_with_quiesce', 'checkpoint'] as const

/** What a schedule keeps to; what this release does not know of it is what xapi would take. */
function rulesOf(row: ScheduleRow): Rules {
  const { type, frequency, hour, minute, days, retained } = row
  return {
    type: types.find(one => one === type) ?? 'snapshot',
    frequency: frequency === 'hourly' || frequency === 'weekly' ? frequency : 'daily',
    ...{ hour, minute: snapshotMinutes.find(one => one === minute) ?? 0 },
    ...{ days: [...days], keep: Math.min(mostRetained, Math.max(1, retained)) },
  }
}

/** Changes what a schedule takes, when, and how many it keeps. */
export function ScheduleChangeDialog(props: ActionFormProps) {
  const row = useRowOf('VMSS', props.subject.kind === 'one' ? props.subject.row.id : null)
  return row ? <Change {...props} row={row} /> : null
}

function Change({
  subject,
  row,
  submitting,
  error,
  onSubmit,
  onClose,
}: ActionFormProps & { row: ScheduleRow }) {
  const [values, setValues] = useState(() => rulesOf(row))
  const cost = useScheduleCost(row.members.map(({ id }) => id))
  const issue = inputs.scheduleChange.safeParse(values).error?.issues[0]?.message
  const same = JSON.stringify(values) === JSON.stringify(rulesOf(row))
  const fewer = row.retained - values.keep
  return (
    <FormDialog
      {...{ submitting, error, onClose }}
      width="m"
      title={t('Change {name}', { name: subjectName(subject) })}
      verb={t('Save')}
      reason={issue ?? (same ? t('Nothing was changed') : undefined)}
      onSubmit={() => onSubmit(values)}
    >
      <div className="flex flex-col gap-4">
        <TypeFields values={values} onChange={setValues} cost={cost} />
        <TimeFields values={values} onChange={setValues} />
        {fewer > 0 && (
          <p role="status" className="text-m text-warn">
            {t('The next run deletes what is more than {n} of each VM, the oldest first.', {
              n: values.keep,
            })}
          </p>
        )}
        <ScheduleGuard cost={cost} keep={values.keep} />
      </div>
    </FormDialog>
  )
}
