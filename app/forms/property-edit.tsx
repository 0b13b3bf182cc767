'use client'

import { useState } from 'react'
import { subjectName } from '@/app/parts/action-subject'
import { ManyDifference } from '@/app/parts/plan-note'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Textarea } from '@/app/ui/textarea'
import { inputs } from '@/server/catalogue/inputs'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'

/** Names or describes an object, or describes many alike. */
export function PropertyEditDialog({ action, subject, onSubmit, ...rest }: ActionFormProps) {
  const renames = action.id.endsWith('.rename')
  const key = renames ? 'name' : 'description'
  const now = subject.kind === 'one' ? subject.row[renames ? 'name_label' : 'name_description'] : ''
  const [text, setText] = useState(now)
  const issue = inputs[key].safeParse({ [key]: text }).error?.issues[0]?.message
  const name = subjectName(subject)
  return (
    <FormDialog
      {...rest}
      title={renames ? t('Rename {name}', { name }) : t('Describe {name}', { name })}
      verb={renames ? t('Rename') : t('Save')}
      reason={issue ?? (text === now && subject.kind === 'one' ? t('Nothing was changed') : undefined)}
      onSubmit={() => onSubmit({ [key]: text })}
    >
      <Field label={renames ? t('Name') : t('Description')} required={renames}>
        {renames ? (
          <Input value={text} autoComplete="off" onChange={event => setText(event.target.value)} />
        ) : (
          <Textarea value={text} rows={4} onChange={event => setText(event.target.value)} />
        )}
      </Field>
      <ManyDifference
        action={action}
        subject={subject}
        input={issue === undefined ? { [key]: text } : undefined}
      />
    </FormDialog>
  )
}
