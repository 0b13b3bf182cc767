'use client'

import { useDeferredValue, useState } from 'react'
import { subjectName, targetsOf } from '@/app/parts/action-subject'
import { PlanDifference, PlanHint, usePlan } from '@/app/parts/plan-note'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import { restartPriorities, restartPriority } from '@/server/catalogue/vm-start-options'
import { t, told } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'

/** A choice has a text of its own: what stays, and what XAPI has none for. */
const stays = 'stays'
const none = 'none'
const fields = ['order', 'startDelay', 'shutdownDelay'] as const
type Texts = Record<(typeof fields)[number], string>

/** When VMs start among others and what high availability does with them: of one, or of many alike. */
export function StartChangeDialog({ action, subject, known: _, onSubmit, ...rest }: ActionFormProps) {
  const [texts, setTexts] = useState<Texts>({ order: '', startDelay: '', shutdownDelay: '' })
  const [restart, setRestart] = useState(stays)
  const issueOf = {
    order: isWhole(texts.order, 2 ** 31 - 1) ? undefined : t('Say a whole number, 0 or more'),
    startDelay: delayIssue(texts.startDelay),
    shutdownDelay: delayIssue(texts.shutdownDelay),
  }
  const issue = issueOf.order ?? issueOf.startDelay ?? issueOf.shutdownDelay
  const number = (text: string) => (text.trim() === '' ? null : Number(text.trim()))
  const input = {
    order: number(texts.order),
    startDelay: number(texts.startDelay),
    shutdownDelay: number(texts.shutdownDelay),
    restart: restart === stays ? null : restartPriority(restart === none ? '' : restart),
  }
  const same = Object.values(input).every(value => value === null)
  const asked = useDeferredValue(issue !== undefined || same ? undefined : input)
  const plan = usePlan(action.id, targetsOf(subject), asked)
  const field = (key: keyof Texts, label: string, trail?: string) => (
    <Field label={label} error={issueOf[key]}>
      <Input
        value={texts[key]}
        inputMode="numeric"
        autoComplete="off"
        trail={trail}
        onChange={event => setTexts({ ...texts, [key]: event.target.value })}
      />
    </Field>
  )
  return (
    <FormDialog
      {...rest}
      width="m"
      title={t('Start options of {subjectName}', { subjectName: subjectName(subject) })}
      description={t('What is left empty stays as it is.')}
      verb={t('Change start options')}
      reason={
        issue ??
        (same
          ? t('Nothing was changed')
          : asked && plan.data?.can === 0
            ? (plan.data.cannot[0]?.reason ?? t('It can’t be changed now'))
            : undefined)
      }
      onSubmit={() => onSubmit(input)}
    >
      <div className="flex flex-col gap-4">
        {field('order', t('Start order'))}
        <div className="grid grid-cols-2 gap-4">
          {field('startDelay', t('Delay after its start'), 's')}
          {field('shutdownDelay', t('Delay after its shutdown'), 's')}
        </div>
        <Field label={t('High availability')} required>
          <Select
            value={restart}
            options={[
              { value: stays, label: t('As it is') },
              ...Object.entries(restartPriorities).map(([value, label]) => ({
                value: value || none,
                label: told(label),
              })),
            ]}
            onChange={setRestart}
          />
        </Field>
        {asked ? <PlanDifference plan={plan.data} /> : <PlanHint action={action} subject={subject} />}
      </div>
    </FormDialog>
  )
}

/** Nothing typed is well too: it stays as it is. */
function isWhole(text: string, most: number): boolean {
  const typed = text.trim()
  return typed === '' || (/^\d{1,10}$/.test(typed) && Number(typed) <= most)
}

const delayIssue = (text: string) =>
  isWhole(text, 86_400) ? undefined : t('At most a day, in whole seconds: 86,400')
