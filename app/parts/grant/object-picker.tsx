'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useRow } from '@/app/lib/inventory'
import { trpc } from '@/app/lib/trpc'
import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import type { AnyRow } from '@/server/api/types'
import { t } from '@/server/shared/text'

interface ObjectPickerProps {
  /** The id of what is chosen; '' while nothing is. */
  value: string
  onChange: (row: AnyRow) => void
  error: string | undefined
}

/** One object of those the person sees, found by its name. */
export function ObjectPicker({ value, onChange, error }: ObjectPickerProps) {
  const [text, setText] = useState('')
  const chosen = useRow(value)
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
        label={t('Object')}
        required
        error={error}
        help={
          value
            ? t('Chosen: {name}', { name: chosen?.name_label ?? '…' })
            : t('Words of its name, or its uuid.')
        }
      >
        <Input autoComplete="off" value={text} onChange={event => setText(event.target.value)} />
      </Field>
      <ul aria-label={t('Objects found')} className="mt-1 max-h-40 overflow-y-auto text-m">
        {(wanted === '' ? [] : (found.data?.rows ?? [])).map(row => (
          <li key={row.id} className="flex min-h-8 items-center gap-2 border-line-subtle [&+&]:border-t">
            <span className="min-w-0 grow truncate">{row.name_label}</span>
            <span className="text-faint">{row.class}</span>
            <Button
              size="s"
              aria-label={t('Choose {name}', { name: row.name_label })}
              onClick={() => {
                setText('')
                onChange(row)
              }}
            >
              {t('Choose')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
