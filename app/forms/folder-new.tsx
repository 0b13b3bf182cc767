'use client'

import { useState } from 'react'
import { subjectName } from '@/app/parts/action-subject'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { typedFolders } from '@/server/shared/folders'
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
      title={below === '' ? 'New folder' : `New folder in ${below}`}
      description={`The pool ${subjectName(subject)} keeps it; it may hold objects of every pool.`}
      verb="Create"
      reason={paths.length === 0 ? 'Type a name first' : undefined}
      onSubmit={() => onSubmit({ paths })}
    >
      <Field label="Name" required help="Web/Front is Front in Web. Several with semicolons between them.">
        <Input value={typed} autoComplete="off" onChange={event => setTyped(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
