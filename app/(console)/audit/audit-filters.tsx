'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { type AuditFilter, auditResults, type CurrentFilter, noFilter } from '@/app/lib/audit-filter'
import { FilterBox } from '@/app/parts/filter-box'
import { Button } from '@/app/ui/button'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import { t, told } from '@/server/shared/text'

interface AuditFiltersProps {
  filter: CurrentFilter
  onChange: (change: Partial<AuditFilter>) => void
  users: readonly string[]
  actions: readonly { id: string; label: string }[]
  pools: readonly { id: string; name: string }[]
}

// A select has no empty value of its own.
const all = 'all'
const chosen = (value: string) => (value === all ? '' : value)

export function AuditFilters({ filter, onChange, users, actions, pools }: AuditFiltersProps) {
  const any = Object.keys(filter.query).length > 0
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 pb-2">
      <TypedBox
        what={t('by any word')}
        example="refused 192.0.2.7"
        value={filter.text}
        onChange={text => onChange({ text })}
      />
      <TypedBox
        what={t('by object')}
        example="web-01"
        value={filter.object}
        onChange={object => onChange({ object })}
      />
      <div className="w-36">
        <Select
          aria-label={t('User')}
          value={filter.user || all}
          onChange={value => onChange({ user: chosen(value) })}
          options={[{ value: all, label: t('All users') }, ...withChosen(users, filter.user).map(plain)]}
        />
      </div>
      <div className="w-44">
        <Select
          aria-label={t('Action')}
          value={filter.action || all}
          onChange={value => onChange({ action: chosen(value) })}
          options={[
            { value: all, label: t('All actions') },
            ...actions.map(({ id, label }) => ({ value: id, label })),
            ...(filter.action && !actions.some(({ id }) => id === filter.action)
              ? [plain(filter.action)]
              : []),
          ]}
        />
      </div>
      <div className="w-36">
        <Select
          aria-label={t('Result')}
          value={filter.result || all}
          onChange={value => onChange({ result: chosen(value) })}
          options={[
            { value: all, label: t('All results') },
            ...Object.entries(auditResults).map(([value, label]) => ({ value, label: told(label) })),
          ]}
        />
      </div>
      <div className="w-36">
        <Select
          aria-label={t('Pool')}
          value={filter.pool || all}
          onChange={value => onChange({ pool: chosen(value) })}
          options={[
            { value: all, label: t('All pools') },
            ...pools.map(({ id, name }) => ({ value: id, label: name })),
            ...(filter.pool && !pools.some(({ id }) => id === filter.pool) ? [plain(filter.pool)] : []),
          ]}
        />
      </div>
      <Day label={t('From')} value={filter.from} onChange={from => onChange({ from })} />
      <Day label={t('To')} value={filter.to} onChange={to => onChange({ to })} />
      {any && (
        <Button tone="quiet" onClick={() => onChange(noFilter)}>
          {t('Clear')}
        </Button>
      )}
    </div>
  )
}

const plain = (value: string) => ({ value, label: value })
const withChosen = (values: readonly string[], value: string) =>
  value && !values.includes(value) ? [...values, value] : values

function Day({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  const id = useId()
  return (
    <div className="flex items-center gap-1.5">
      <label htmlFor={id} className="text-muted">
        {label}
      </label>
      <Input
        id={id}
        type="date"
        className="w-36"
        value={value}
        onChange={event => onChange(event.target.value)}
      />
    </div>
  )
}

const typingPauseMs = 300

/** Asks the server once somebody has stopped typing. */
function TypedBox({
  what,
  example,
  value,
  onChange,
}: {
  what: string
  example: string
  value: string
  onChange: (value: string) => void
}) {
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  const [sent, setSent] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // The address may change by other means: a link, the button that clears.
  if (value !== known) {
    setKnown(value)
    // What comes back from here is older than what has been typed since.
    if (value !== sent) {
      setTyped(value)
      setSent(value)
    }
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <FilterBox
      what={what}
      example={example}
      narrow
      value={typed}
      onChange={text => {
        setTyped(text)
        clearTimeout(timer.current)
        timer.current = setTimeout(
          () => {
            setSent(text)
            onChange(text)
          },
          text === '' ? 0 : typingPauseMs,
        )
      }}
    />
  )
}
