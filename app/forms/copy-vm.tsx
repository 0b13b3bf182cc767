'use client'

import { useState } from 'react'
import { subjectName } from '@/app/parts/action-subject'
import { PlanHint } from '@/app/parts/plan-note'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { inputs } from '@/server/catalogue/inputs'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'

/** Names the copy of a VM. */
export function VmCopyDialog({ action, subject, onSubmit, ...rest }: ActionFormProps) {
  const [name, setName] = useState(() => t('Copy of {subjectName}', { subjectName: subjectName(subject) }))
  const reason = inputs.name.safeParse({ name }).error?.issues[0]?.message
  return (
    <FormDialog
      {...rest}
      title={t('Copy {subjectName}', { subjectName: subjectName(subject) })}
      description={t(
        'The copy has the same settings and disks of its own, on the same storage, and is in the same project.',
      )}
      verb={t('Copy')}
      reason={reason}
      onSubmit={() => onSubmit({ name })}
    >
      <Field
        label={t('Name of the copy')}
        required
        help={t('Names may be used twice in a pool; the copy gets a UUID and MAC addresses of its own.')}
      >
        <Input value={name} autoComplete="off" onChange={event => setName(event.target.value)} />
      </Field>
      <PlanHint action={action} subject={subject} />
    </FormDialog>
  )
}
