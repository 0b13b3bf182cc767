'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { appError, trpc } from '@/app/lib/trpc'
import { Badge } from '@/app/ui/badge'
import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { t } from '@/server/shared/text'
import { ErrorNote } from '../error-note'

export interface Chosen {
  kind: 'user' | 'group'
  id: string
  name: string
}

interface PrincipalPickerProps {
  value: Chosen | null
  onChange: (chosen: Chosen | null) => void
  error: string | undefined
  /** Users alone. */
  people?: boolean
}

/** A person, a service account or a group, found by name. */
export function PrincipalPicker({ value, onChange, error, people = false }: PrincipalPickerProps) {
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const found = useQuery(
    trpc.grant.principals.queryOptions(
      { text: wanted, people },
      { staleTime: 0, placeholderData: keepPreviousData, enabled: value === null },
    ),
  )
  if (value) {
    return (
      <Field label={t('Who')} required>
        <span className="flex min-h-control items-center gap-2">
          <span className="grow truncate text-strong">{value.name}</span>
          {value.kind === 'group' && <Badge>{t('Group')}</Badge>}
          <Button size="s" onClick={() => onChange(null)}>
            {t('Choose another')}
          </Button>
        </span>
      </Field>
    )
  }
  return (
    <div>
      <Field
        label={t('Who')}
        required
        error={error}
        help={
          people
            ? t('People and service accounts whose name holds this.')
            : t('People, groups and service accounts whose name holds this.')
        }
      >
        <Input
          autoComplete="off"
          spellCheck={false}
          value={text}
          maxLength={128}
          onChange={event => setText(event.target.value)}
        />
      </Field>
      {found.error && <ErrorNote error={appError(found.error)} className="mt-2" />}
      <ul aria-label={t('Found')} className="mt-1 max-h-40 overflow-y-auto text-m">
        {found.data?.map(one => (
          <li key={one.id} className="flex min-h-8 items-center gap-2 border-line-subtle [&+&]:border-t">
            <span className="min-w-0 grow truncate">{one.name}</span>
            {one.kind === 'group' && <Badge>{t('Group')}</Badge>}
            <Button
              size="s"
              aria-label={t('Choose {name}', { name: one.name })}
              onClick={() => onChange(one)}
            >
              {t('Choose')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
