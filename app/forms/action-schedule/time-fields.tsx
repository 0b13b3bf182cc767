'use client'

import { useId, useState } from 'react'
import { absoluteTime, chosenTimeZone } from '@/app/lib/format'
import { useNow } from '@/app/lib/now'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { RadioLine } from '@/app/ui/radio-line'
import { Select } from '@/app/ui/select'
import { scheduleRuleSchema } from '@/server/shared/action-schedule'
import { isZone, nextTimes, type ScheduleRule, wallAt } from '@/server/shared/schedule-times'
import { weekDays } from '@/server/shared/snapshot-times'
import { dayWord } from '@/server/shared/snapshot-words'
import { say, t, told } from '@/server/shared/text'

const ownZone = () => chosenTimeZone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone

/** Every day at ten in the evening, by the reader's own clock. */
export function usualTimes(): { rule: ScheduleRule; zone: string } {
  return { rule: { repeat: 'daily', time: '22:00' }, zone: ownZone() }
}

const repeats: Record<ScheduleRule['repeat'], string> = {
  once: say('Once'),
  daily: say('Daily'),
  weekly: say('Weekly'),
  monthly: say('Monthly'),
}
const order: readonly ScheduleRule['repeat'][] = ['once', 'daily', 'weekly', 'monthly']

/** "2026-11-25 22:00", as the clocks there show it. */
const shownIn = (zone: string, at: number) =>
  new Date(wallAt(zone, at)).toISOString().slice(0, 16).replace('T', ' ')

interface TimeFieldsProps {
  rule: ScheduleRule
  zone: string
  onRule: (rule: ScheduleRule) => void
  onZone: (zone: string) => void
}

/** When something is done: once or again and again, by the clocks of a time zone, with what that comes to. */
export function TimeFields({ rule, zone, onRule, onZone }: TimeFieldsProps) {
  const group = useId()
  const listId = useId()
  const now = useNow()
  const [zoneText, setZoneText] = useState(zone)
  const { time } = rule
  const turnTo = (repeat: ScheduleRule['repeat']) => {
    const today = isZone(zone) ? shownIn(zone, now).slice(0, 10) : new Date(now).toISOString().slice(0, 10)
    if (repeat === 'once') onRule({ repeat, date: today, time })
    else if (repeat === 'daily') onRule({ repeat, time })
    else if (repeat === 'weekly') onRule({ repeat, days: ['Monday'], time })
    else onRule({ repeat, day: 1, time })
  }
  const valid = scheduleRuleSchema.safeParse(rule).success && isZone(zone)
  const next = valid ? nextTimes(rule, zone, now, 3) : []
  const sameClock = zone === ownZone()
  return (
    <div className="flex flex-col gap-3">
      <fieldset className="flex flex-wrap">
        <legend className="mb-1 font-medium text-m">{t('How often')}</legend>
        {order.map(one => (
          <RadioLine
            key={one}
            name={group}
            label={told(repeats[one])}
            checked={rule.repeat === one}
            onChoose={() => turnTo(one)}
          />
        ))}
      </fieldset>
      <div className="flex flex-wrap gap-4">
        {rule.repeat === 'once' && (
          <Field label={t('Date')} required className="w-40">
            <Input
              type="date"
              value={rule.date}
              onChange={event => onRule({ ...rule, date: event.target.value })}
            />
          </Field>
        )}
        {rule.repeat === 'monthly' && (
          <Field label={t('Day')} required className="w-28" help={t('In shorter months, their last day.')}>
            <Select
              value={String(rule.day)}
              onChange={day => onRule({ ...rule, day: Number(day) })}
              options={[...Array(31).keys()].map(day => ({ value: String(day + 1), label: String(day + 1) }))}
            />
          </Field>
        )}
        <Field label={t('Time')} required className="w-32">
          <Input type="time" value={time} onChange={event => onRule({ ...rule, time: event.target.value })} />
        </Field>
        <Field
          label={t('Time zone')}
          required
          className="min-w-52"
          error={
            isZone(zoneText)
              ? undefined
              : t('There is no such time zone. Choose one of the list, such as Europe/Berlin.')
          }
        >
          <Input
            list={listId}
            autoComplete="off"
            spellCheck={false}
            value={zoneText}
            onChange={event => {
              setZoneText(event.target.value)
              onZone(event.target.value.trim())
            }}
          />
        </Field>
        <datalist id={listId}>
          {Intl.supportedValuesOf('timeZone').map(name => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      {rule.repeat === 'weekly' && (
        <fieldset className="flex flex-wrap gap-x-4">
          <legend className="mb-1 font-medium text-m">{t('Days')}</legend>
          {weekDays.map(day => (
            <Checkbox
              key={day}
              label={dayWord(day)}
              checked={rule.days.includes(day)}
              onChange={() =>
                onRule({
                  ...rule,
                  days: weekDays.filter(one =>
                    one === day ? !rule.days.includes(day) : rule.days.includes(one),
                  ),
                })
              }
            />
          ))}
        </fieldset>
      )}
      <p role="status" className="text-m text-muted tabular-nums">
        {next.length === 0
          ? valid && t('This time is over already.')
          : t('Next: {times}', {
              times: next
                .map(at =>
                  sameClock
                    ? shownIn(zone, at)
                    : t('{there} (here {here})', {
                        there: shownIn(zone, at),
                        here: absoluteTime(new Date(at).toISOString()).replace(/:\d\d$/, ''),
                      }),
                )
                .join(', '),
            })}
      </p>
    </div>
  )
}
