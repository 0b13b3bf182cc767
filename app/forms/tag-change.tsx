'use client'

import { useState } from 'react'
import { appError } from '@/app/lib/trpc'
import { PlanNote, usePlan } from '@/app/parts/plan-note'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { t } from '@/server/shared/text'
import { FormDialog } from './form-dialog'

interface TagDialogProps {
  tag: string
  /** What is done to everything that has the tag. */
  onChange: (input: { add: string[]; remove: string[] }) => void
  onClose: () => void
}

/** Renames a tag on everything that has it, in every pool. */
export function TagRenameDialog({ tag, onChange, onClose }: TagDialogProps) {
  const [typed, setTyped] = useState(tag)
  const name = typed.trim()
  const plan = usePlan('object.setTags', { tag }, { add: [], remove: [tag] })
  return (
    <FormDialog
      title={t('Rename the tag “{tag}”', { tag })}
      verb={t('Rename')}
      reason={name === '' ? t('Type a name first') : name === tag ? t('Nothing was changed') : undefined}
      submitting={false}
      error={plan.error ? appError(plan.error) : null}
      onSubmit={() => onChange({ add: [name], remove: [tag] })}
      onClose={onClose}
    >
      <div className="flex flex-col gap-3">
        <Field label={t('Name')} required help={t('On everything that has it, in every pool.')}>
          <Input value={typed} autoComplete="off" onChange={event => setTyped(event.target.value)} />
        </Field>
        <PlanNote plan={plan.data} error={null} />
      </div>
    </FormDialog>
  )
}

/** Takes a tag off everything that has it, in every pool. */
export function TagDeleteDialog({ tag, onChange, onClose }: TagDialogProps) {
  const plan = usePlan('object.setTags', { tag }, { add: [], remove: [tag] })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => onChange({ add: [], remove: [tag] })}
      title={t('Delete the tag “{tag}”?', { tag })}
      body={
        <div className="flex flex-col gap-2">
          <p>{t('It is taken off everything that has it, in every pool.')}</p>
          <PlanNote plan={plan.data} error={plan.error} />
        </div>
      }
      verb={t('Delete tag')}
      submitting={false}
      error={null}
    />
  )
}
