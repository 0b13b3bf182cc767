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

/** How large the packets of one network, or of many alike, may be. */
export function NetworkMtuDialog({ action, subject, known: _, onSubmit, ...rest }: ActionFormProps) {
  const now = subject.kind === 'one' && subject.row.class === 'network' ? subject.row.mtu : undefined
  const [typed, setTyped] = useState(String(now ?? 1500))
  const mtu = typed.trim() === '' ? Number.NaN : Number(typed)
  const issue = Number.isNaN(mtu)
    ? t('An MTU is a whole number from 68 to 9,216.')
    : inputs.mtu.safeParse({ mtu }).error?.issues[0]?.message
  return (
    <FormDialog
      {...rest}
      title={t('MTU of {name}', { name: subjectName(subject) })}
      verb={t('Save')}
      reason={issue ?? (mtu === now ? t('Nothing was changed') : undefined)}
      onSubmit={() => onSubmit({ mtu })}
    >
      <Field
        label={t('MTU')}
        required
        error={issue}
        help={t(
          'Bytes. Switches have to take them as well. Hosts use it when they next bring this network up, VMs from their next start.',
        )}
      >
        <Input
          value={typed}
          inputMode="numeric"
          autoComplete="off"
          onChange={event => setTyped(event.target.value)}
        />
      </Field>
      <PlanHint action={action} subject={subject} />
    </FormDialog>
  )
}
