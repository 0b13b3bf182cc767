'use client'

import { useId } from 'react'
import { useScopeChoices } from '@/app/lib/grants'
import { useRows } from '@/app/lib/inventory'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import type { HostRow, PoolRow } from '@/server/api/types'
import type { GrantGiven } from '@/server/shared/grant'
import { labelsTold, say, t } from '@/server/shared/text'
import { ObjectPicker } from './object-picker'

type Scope = GrantGiven['scope']

const kinds = [
  { value: 'everything', label: say('Everything') },
  { value: 'pool', label: say('A pool and all in it') },
  { value: 'host', label: say('A host and what runs or belongs there') },
  { value: 'folder', label: say('A folder and all below it') },
  { value: 'tag', label: say('All with a tag') },
  { value: 'vapp', label: say('A vApp and its VMs') },
  { value: 'project', label: say('A project and all that belongs to it') },
  { value: 'object', label: say('A single object') },
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
      <Field label={t('Where')} required>
        <Select<Kind>
          options={labelsTold(kinds)}
          value={kind}
          onChange={next => onChange({ kind: next, ref: '' })}
        />
      </Field>
      {(kind === 'pool' || kind === 'host') && (
        <Field label={kind === 'pool' ? t('Pool') : t('Host')} required error={error}>
          <Select
            options={optionsOf(kind === 'pool' ? pools : hosts)}
            value={value.ref || null}
            onChange={chosen}
          />
        </Field>
      )}
      {(kind === 'vapp' || kind === 'project') && (
        <Field
          label={kind === 'vapp' ? t('vApp') : t('Project')}
          required
          error={error}
          help={choices?.[`${kind}s`].length === 0 ? t('There is none that you may know of.') : undefined}
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
          label={kind === 'folder' ? t('Folder') : t('Tag')}
          required
          error={error}
          help={
            kind === 'folder'
              ? t('As XenCenter shows it, “/lab/web”.')
              : t('Whoever may set tags in the pool decides what comes under it.')
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
