'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useRows } from '@/app/lib/inventory'
import { trpc } from '@/app/lib/trpc'
import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import type { HostRow, PoolRow } from '@/server/api/types'
import type { GrantGiven } from '@/server/shared/grant'

type Scope = GrantGiven['scope']

const kinds = [
  { value: 'everything', label: 'Everything' },
  { value: 'pool', label: 'A pool and all in it' },
  { value: 'host', label: 'A host and what runs or belongs there' },
  { value: 'folder', label: 'A folder and all below it' },
  { value: 'tag', label: 'All with a tag' },
  { value: 'object', label: 'A single object' },
] as const
type Kind = (typeof kinds)[number]['value']

interface ScopePickerProps {
  value: Scope
  onChange: (scope: Scope) => void
  error: string | undefined
}

/** Where a grant holds: of what the person sees. */
export function ScopePicker({ value, onChange, error }: ScopePickerProps) {
  const pools = useRows('pool')
  const hosts = useRows('host')
  const kind = kinds.find(one => one.value === value.kind)?.value ?? 'everything'
  const chosen = (ref: string) => onChange({ kind, ref })
  return (
    <div className="flex flex-col gap-3">
      <Field label="Where" required>
        <Select<Kind> options={kinds} value={kind} onChange={next => onChange({ kind: next, ref: '' })} />
      </Field>
      {(kind === 'pool' || kind === 'host') && (
        <Field label={kind === 'pool' ? 'Pool' : 'Host'} required error={error}>
          <Select
            options={optionsOf(kind === 'pool' ? pools : hosts)}
            value={value.ref || null}
            onChange={chosen}
          />
        </Field>
      )}
      {kind === 'folder' && (
        <Field label="Folder" required error={error} help="As XenCenter shows it, “/lab/web”.">
          <Input mono value={value.ref} maxLength={512} onChange={event => chosen(event.target.value)} />
        </Field>
      )}
      {kind === 'tag' && (
        <Field
          label="Tag"
          required
          error={error}
          help="Whoever may set tags in the pool decides what comes under it."
        >
          <Input value={value.ref} maxLength={512} onChange={event => chosen(event.target.value)} />
        </Field>
      )}
      {kind === 'object' && <ObjectPicker value={value.ref} onChange={chosen} error={error} />}
    </div>
  )
}

function optionsOf(rows: readonly (PoolRow | HostRow)[]) {
  return rows
    .map(row => ({ value: row.id, label: row.name_label || row.address }))
    .sort((a, b) => a.label.localeCompare(b.label))
}

interface ObjectPickerProps {
  value: string
  onChange: (id: string) => void
  error: string | undefined
}

function ObjectPicker({ value, onChange, error }: ObjectPickerProps) {
  const [text, setText] = useState('')
  const [name, setName] = useState('')
  const wanted = useDeferredValue(text.trim())
  const found = useQuery(
    trpc.inventory.search.queryOptions(
      { text: wanted, limit: 20 },
      { staleTime: 0, placeholderData: keepPreviousData, enabled: wanted !== '' },
    ),
  )
  return (
    <div>
      <Field
        label="Object"
        required
        error={error}
        help={value ? `Chosen: ${name}` : 'Words of its name, or its uuid.'}
      >
        <Input autoComplete="off" value={text} onChange={event => setText(event.target.value)} />
      </Field>
      <ul aria-label="Objects found" className="mt-1 max-h-40 overflow-y-auto text-m">
        {(wanted === '' ? [] : (found.data?.rows ?? [])).map(row => (
          <li key={row.id} className="flex min-h-8 items-center gap-2 border-line-subtle [&+&]:border-t">
            <span className="min-w-0 grow truncate">{row.name_label}</span>
            <span className="text-faint">{row.class}</span>
            <Button
              size="s"
              aria-label={`Choose ${row.name_label}`}
              onClick={() => {
                setName(row.name_label)
                setText('')
                onChange(row.id)
              }}
            >
              Choose
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
