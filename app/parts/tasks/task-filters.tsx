'use client'

import { useId } from 'react'
import { useRows } from '@/app/lib/inventory'
import { useMe } from '@/app/lib/session'
import { Button } from '@/app/ui/button'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import { t, told } from '@/server/shared/text'
import { isState, stateNames, type TaskFilter } from './task-filter'

interface TaskFiltersProps {
  filter: TaskFilter
  onChange: (change: Partial<TaskFilter>) => void
}

// A select has no empty value of its own.
const all = 'all'

/** By state, pool, person and day. */
export function TaskFilters({ filter, onChange }: TaskFiltersProps) {
  const pools = useRows('pool')
  const me = useMe()?.user.username ?? ''
  const any = Object.values(filter).some(Boolean)
  return (
    <search aria-label={t('Filter tasks')} className="flex shrink-0 flex-wrap items-center gap-2 px-4 py-2">
      <div className="w-40">
        <Select
          aria-label={t('State')}
          value={filter.state || all}
          onChange={value => onChange({ state: isState(value) ? value : '' })}
          options={[
            { value: all, label: t('All states') },
            ...Object.entries(stateNames).map(([value, label]) => ({ value, label: told(label) })),
          ]}
        />
      </div>
      <div className="w-40">
        <Select
          aria-label={t('Pool')}
          value={filter.pool || all}
          onChange={value => onChange({ pool: value === all ? '' : value })}
          options={[
            { value: all, label: t('All pools') },
            ...pools.map(pool => ({ value: pool.pool, label: pool.name_label || pool.address })),
          ]}
        />
      </div>
      <div className="w-36">
        <Select
          aria-label={t('Started by')}
          value={filter.user || all}
          onChange={value => onChange({ user: value === all ? '' : value })}
          options={[
            { value: all, label: t('Everyone') },
            { value: me, label: t('Me') },
            ...(filter.user && filter.user !== me ? [{ value: filter.user, label: filter.user }] : []),
          ]}
        />
      </div>
      <Day label={t('From')} value={filter.from} onChange={from => onChange({ from })} />
      <Day label={t('To')} value={filter.to} onChange={to => onChange({ to })} />
      {any && (
        <Button tone="quiet" onClick={() => onChange({ state: '', pool: '', user: '', from: '', to: '' })}>
          {t('Clear')}
        </Button>
      )}
    </search>
  )
}

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
