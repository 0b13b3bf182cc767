'use client'

import { useId } from 'react'
import { useScopeChoices } from '@/app/lib/grants'
import { useRows } from '@/app/lib/inventory'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import type { HostRow, PoolRow } from '@/server/api/types'
import type { GrantGiven } from '@/server/shared/grant'
import { ObjectPicker } from './object-picker'

type Scope = GrantGiven['scope']

const kinds = [
  { value: 'everything', label: 'Everything' },
  { value: 'pool', label: 'A pool and all in it' },
  { value: 'host', label: 'A host and what runs or belongs there' },
  { value: 'folder', label: 'A folder and all below it' },
  { value: 'tag', label: 'All with a tag' },
  { value: 'vapp', label: 'A vApp and its VMs' },
  { value: 'project', label: 'A project and all that belongs to it' },
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
  const choices = useScopeChoices(['folder', 'tag', 'vapp', 'project'].includes(kind)).data
  const known = useId()
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
      {(kind === 'vapp' || kind === 'project') && (
        <Field
          label={kind === 'vapp' ? 'vApp' : 'Project'}
          required
          error={error}
          help={choices?.[`${kind}s`].length === 0 ? 'There is none that you may know of.' : undefined}
        >
          <Select
            options={(choices?.[`${kind}s`] ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={value.ref || null}
            onChange={chosen}
          />
        </Field>
      )}
      {(kind === 'folder' || kind === 'tag') && (
        <Field
          label={kind === 'folder' ? 'Folder' : 'Tag'}
          required
          error={error}
          help={
            kind === 'folder'
              ? 'As XenCenter shows it, “/lab/web”.'
              : 'Whoever may set tags in the pool decides what comes under it.'
          }
        >
          <Input
            mono={kind === 'folder'}
            value={value.ref}
            maxLength={512}
            autoComplete="off"
            list={known}
            onChange={event => chosen(event.target.value)}
          />
          <datalist id={known}>
            {choices?.[`${kind}s`].map(name => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </Field>
      )}
      {kind === 'object' && <ObjectPicker value={value.ref} onChange={row => chosen(row.id)} error={error} />}
    </div>
  )
}

function optionsOf(rows: readonly (PoolRow | HostRow)[]) {
  return rows
    .map(row => ({ value: row.id, label: row.name_label || row.address }))
    .sort((a, b) => a.label.localeCompare(b.label))
}
