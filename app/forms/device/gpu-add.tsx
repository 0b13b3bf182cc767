'use client'

import { useState } from 'react'
import { subjectName } from '@/app/parts/action-subject'
import { Field } from '@/app/ui/field'
import { RadioLine } from '@/app/ui/radio-line'
import { Select } from '@/app/ui/select'
import { gpuKindName } from '@/server/shared/gpu'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'
import { gpuStanding } from './gpu-facts'
import { givenGpuKinds } from './known'

/** Which group of cards, and what of one. */
export function GpuAddDialog({ action: _, subject, known, onSubmit, ...rest }: ActionFormProps) {
  const kinds = givenGpuKinds(known)
  const [group, setGroup] = useState(kinds.find(({ free }) => free > 0)?.group ?? kinds[0]?.group ?? '')
  const [chosen, setChosen] = useState<string | null>(null)
  const groups = [...new Map(kinds.map(kind => [kind.group, kind.groupName])).entries()]
  const inGroup = kinds.filter(kind => kind.group === group)
  const type = inGroup.some(kind => kind.type === chosen) ? chosen : null
  return (
    <FormDialog
      {...rest}
      width="m"
      title={t('Add a graphics card to {name}', { name: subjectName(subject) })}
      verb={t('Add graphics card')}
      reason={type === null ? t('Choose what it gets') : undefined}
      onSubmit={() => onSubmit({ group, type })}
    >
      <div className="flex flex-col gap-4">
        <p className="text-m text-muted">
          {t(
            'With its drivers installed the guest draws on the card, and the console here may stay dark. See to it that Remote Desktop or the like works in the guest first.',
          )}
        </p>
        <Field label={t('Cards')} required>
          <Select
            options={groups.map(([value, label]) => ({ value, label }))}
            value={group}
            onChange={setGroup}
          />
        </Field>
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 text-m text-strong">{t('What it gets')}</legend>
          {inGroup.map(kind => (
            <RadioLine
              key={kind.type}
              name="gpu-kind"
              checked={type === kind.type}
              onChoose={() => setChosen(kind.type)}
              label={gpuKindName(kind)}
              help={gpuStanding(kind)}
            />
          ))}
        </fieldset>
      </div>
    </FormDialog>
  )
}
