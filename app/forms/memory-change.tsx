'use client'

import { useDeferredValue, useState } from 'react'
import { subjectName, targetsOf } from '@/app/parts/action-subject'
import { PlanDifference, PlanHint, usePlan } from '@/app/parts/plan-note'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { sizeFrom, sizeText } from './device/size'
import { FormDialog } from './form-dialog'

/** How much memory one VM has, or many alike, with what that changes. */
export function MemoryChangeDialog({ action, subject, onSubmit, ...rest }: ActionFormProps) {
  const now = subject.kind === 'one' && subject.row.class === 'VM' ? subject.row.memory : undefined
  const [text, setText] = useState(now === undefined ? '' : sizeText(now))
  const memory = sizeFrom(text)
  const same = memory === now
  const asked = useDeferredValue(memory === undefined || same ? undefined : { memory })
  const targets = targetsOf(subject)
  const plan = usePlan(action.id, targets, asked)
  return (
    <FormDialog
      {...rest}
      width="m"
      title={t('Memory of {subjectName}', { subjectName: subjectName(subject) })}
      verb={t('Change memory')}
      reason={
        memory === undefined
          ? t('Say how much memory')
          : same
            ? t('Nothing was changed')
            : asked && plan.data?.can === 0
              ? (plan.data.cannot[0]?.reason ?? t('It can’t be changed now'))
              : undefined
      }
      onSubmit={() => onSubmit({ memory })}
    >
      <div className="flex flex-col gap-3">
        <Field
          label={t('Memory')}
          help={t('In GiB. The guest has it from its next start; it does not grow or shrink.')}
        >
          <Input
            value={text}
            inputMode="decimal"
            autoComplete="off"
            trail="GiB"
            onChange={event => setText(event.target.value)}
          />
        </Field>
        {asked ? <PlanDifference plan={plan.data} /> : <PlanHint action={action} subject={subject} />}
      </div>
    </FormDialog>
  )
}
