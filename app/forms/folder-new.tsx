'use client'

import { useState } from 'react'
import { subjectName } from '@/app/parts/action-subject'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { typedFolders } from '@/server/shared/folders'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'

/** Makes folders with nothing in them, which the pool keeps. */
export function FolderNewDialog({
  action: _,
  subject,
  onSubmit,
  below = '',
  ...rest
}: ActionFormProps & { below?: string }) {
  const [typed, setTyped] = useState('')
  const paths = typedFolders(typed, below)
  return (
    <FormDialog
      {...rest}
      title={below === '' ? t('New folder') : t('New folder in {below}', { below })}
      description={t('The pool {subjectName} keeps it; it may hold objects of every pool.', {
        subjectName: subjectName(subject),
      })}
      verb={t('Create')}
      reason={paths.length === 0 ? t('Type a name first') : undefined}
      onSubmit={() => onSubmit({ paths })}
    >
      <Field
        label={t('Name')}
        required
        help={t('Web/Front is Front in Web. Several with semicolons between them.')}
      >
        <Input value={typed} autoComplete="off" onChange={event => setTyped(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
