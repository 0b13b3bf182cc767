'use client'

import { useState } from 'react'
import { absoluteTime } from '@/app/lib/format'
import { subjectName } from '@/app/parts/action-subject'
import { PlanHint } from '@/app/parts/plan-note'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { inputs } from '@/server/catalogue/inputs'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'

/** Names a snapshot before it is taken: of one VM, or of each of many. */
export function SnapshotTakeDialog({ action, subject, onSubmit, ...rest }: ActionFormProps) {
  const [name, setName] = useState(() =>
    t('Snapshot of {time}', { time: absoluteTime(new Date().toISOString()) }),
  )
  const reason = inputs.name.safeParse({ name }).error?.issues[0]?.message
  return (
    <FormDialog
      {...rest}
      title={t('Take a snapshot of {subjectName}', { subjectName: subjectName(subject) })}
      description={t(
        'Its disks and settings are kept as they are now. What is only in the guest’s memory is not.',
      )}
      verb={t('Take it')}
      reason={reason}
      onSubmit={() => onSubmit({ name })}
    >
      <Field
        label={t('Name of the snapshot')}
        required
        help={t('What it is for helps more than the day, which it carries anyway.')}
      >
        <Input value={name} autoComplete="off" onChange={event => setName(event.target.value)} />
      </Field>
      <PlanHint action={action} subject={subject} />
    </FormDialog>
  )
}
