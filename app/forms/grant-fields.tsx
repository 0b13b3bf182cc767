'use client'

import type { ChangeEventHandler, Ref } from 'react'
import { z } from 'zod'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { say, t } from '@/server/shared/text'

/** To whom: null until somebody was chosen. */
export const principalSchema = z
  .object({ kind: z.enum(['user', 'group']), id: z.string(), name: z.string() })
  .nullable()
  .refine(to => Boolean(to), say('Choose a user or a group.'))

/** What the browser's field has, in local time, as ISO 8601; null for none. */
export function momentOf(local: string): string | null {
  return local ? new Date(local).toISOString() : null
}

interface UntilFieldProps {
  error: string | undefined
  name: string
  ref: Ref<HTMLInputElement>
  onChange: (event: { target: unknown; type?: unknown }) => unknown
  onBlur: (event: { target: unknown; type?: unknown }) => unknown
}

export function UntilField({ error, ...field }: UntilFieldProps) {
  return (
    <Field label={t('Until')} help={t('Without one it lasts as long as what it is built on.')} error={error}>
      <Input type="datetime-local" {...field} />
    </Field>
  )
}

export function DelegateField({
  value,
  onChange,
}: {
  value: boolean
  onChange: ChangeEventHandler<HTMLInputElement>
}) {
  return (
    <Checkbox
      label={t('They may delegate it: give the same or less to others')}
      checked={value}
      onChange={onChange}
    />
  )
}
