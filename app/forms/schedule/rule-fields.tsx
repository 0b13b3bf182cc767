'use client'

import { useId } from 'react'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { RadioLine } from '@/app/ui/radio-line'
import { Select } from '@/app/ui/select'
import type { ScheduleCost } from '@/server/api/types'
import type { InputOf } from '@/server/catalogue/input'
import { mostRetained, snapshotMinutes, type WeekDay, weekDays } from '@/server/shared/snapshot-times'
import { dayWord, typeWord } from '@/server/shared/snapshot-words'
import { say, t, told } from '@/server/shared/text'

export type Rules = InputOf<'scheduleChange'>

interface RuleFieldsProps {
  values: Rules
  onChange: (values: Rules) => void
}

const helps: Record<Rules['type'], string> = {
  snapshot: say('As they are at that moment. What is only in the guest’s memory is not kept.'),
  snapshot_with_quiesce: say('The guest writes everything to its disks before.'),
  checkpoint: say('It stands still for a moment each time, and goes on from there when it is reverted.'),
}

/** Why schedules of these VMs cannot be quiesced; undefined: they can. */
export function whyNotQuiesced(cost: ScheduleCost | undefined): string | undefined {
  const deaf = (cost?.vms ?? []).filter(({ quiesces }) => !quiesces)
  if (deaf.length === 0) return undefined
  return t('{vms}: does not run, has no guest tools that offer it, or the pool’s release has it no more.', {
    vms: deaf
      .slice(0, 3)
      .map(({ name }) => name)
      .join(', '),
  })
}

/** What is kept with each snapshot. */
export function TypeFields({ values, onChange, cost }: RuleFieldsProps & { cost: ScheduleCost | undefined }) {
  const group = useId()
  const reason = whyNotQuiesced(cost)
  return (
    <fieldset className="flex flex-col">
      <legend className="mb-1 font-medium text-m">{t('Type')}</legend>
      {(['snapshot', 'snapshot_with_quiesce', 'checkpoint'] as const).map(type => {
        const why = type === 'snapshot_with_quiesce' ? reason : undefined
        return (
          <RadioLine
            key={type}
            name={group}
            label={typeWord(type)}
            help={why ?? told(helps[type])}
            disabled={why !== undefined}
            checked={values.type === type}
            onChoose={() => onChange({ ...values, type })}
          />
        )
      })}
    </fieldset>
  )
}

const frequencies = { hourly: say('Hourly'), daily: say('Daily'), weekly: say('Weekly') }
const two = (n: number) => String(n).padStart(2, '0')

/** When it runs, and how many are kept. */
export function TimeFields({ values, onChange }: RuleFieldsProps) {
  const group = useId()
  const { frequency, days } = values
  const toggle = (day: WeekDay) =>
    onChange({
      ...values,
      days: weekDays.filter(one => (one === day ? !days.includes(day) : days.includes(one))),
    })
  return (
    <div className="flex flex-col gap-4">
      <fieldset className="flex flex-wrap">
        <legend className="mb-1 font-medium text-m">{t('How often')}</legend>
        {(['hourly', 'daily', 'weekly'] as const).map(one => (
          <RadioLine
            key={one}
            name={group}
            label={told(frequencies[one])}
            checked={frequency === one}
            onChoose={() => onChange({ ...values, frequency: one })}
          />
        ))}
      </fieldset>
      <div className="flex flex-wrap gap-4">
        {frequency !== 'hourly' && (
          <Field label={t('Hour, server time')} required>
            <Select
              value={String(values.hour)}
              onChange={hour => onChange({ ...values, hour: Number(hour) })}
              options={[...Array(24).keys()].map(hour => ({ value: String(hour), label: two(hour) }))}
            />
          </Field>
        )}
        <Field label={t('Minute')} required>
          <Select
            value={String(values.minute)}
            onChange={text => {
              const minute = snapshotMinutes.find(one => String(one) === text)
              if (minute !== undefined) onChange({ ...values, minute })
            }}
            options={snapshotMinutes.map(minute => ({ value: String(minute), label: two(minute) }))}
          />
        </Field>
        <Field label={t('Keep of each VM')} required>
          <Select
            value={String(values.keep)}
            onChange={keep => onChange({ ...values, keep: Number(keep) })}
            options={[...Array(mostRetained).keys()].map(n => ({
              value: String(n + 1),
              label: String(n + 1),
            }))}
          />
        </Field>
      </div>
      {frequency === 'weekly' && (
        <fieldset className="flex flex-wrap gap-x-4">
          <legend className="mb-1 font-medium text-m">{t('Days')}</legend>
          {weekDays.map(day => (
            <Checkbox
              key={day}
              label={dayWord(day)}
              checked={days.includes(day)}
              onChange={() => toggle(day)}
            />
          ))}
          {days.length === 0 && (
            <p role="alert" className="w-full text-m text-trouble">
              {t('Choose a day at least.')}
            </p>
          )}
        </fieldset>
      )}
    </div>
  )
}
