'use client'

import { useId, useState } from 'react'
import { absoluteTime, isTimeZone } from '@/app/lib/format'
import { useNow } from '@/app/lib/now'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { useRemembered } from '@/app/ui/remembered'
import { t } from '@/server/shared/text'

const isZone = (found: unknown) =>
  typeof found === 'string' && (found === '' || isTimeZone(found)) ? found : undefined

/** Of all zones the browser knows, found by typing; empty: this computer's own. */
export function TimeZoneField() {
  const [zone, setZone] = useRemembered('time-zone', '', isZone)
  const [text, setText] = useState(zone)
  const listId = useId()
  const now = useNow()
  const wrong = text !== '' && !isTimeZone(text)
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <Field
      label={t('Time zone')}
      required
      error={
        wrong ? t('There is no such time zone. Choose one of the list, such as Europe/Berlin.') : undefined
      }
      help={t('Empty: this computer’s, {own}. Now it is {time}.', {
        own,
        time: absoluteTime(new Date(now).toISOString()),
      })}
    >
      <Input
        list={listId}
        autoComplete="off"
        spellCheck={false}
        placeholder={own}
        value={text}
        onChange={event => {
          const next = event.target.value.trim()
          setText(next)
          if (next === '' || isTimeZone(next)) setZone(next)
        }}
        className="max-w-72"
      />
      <datalist id={listId}>
        {Intl.supportedValuesOf('timeZone').map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </Field>
  )
}
