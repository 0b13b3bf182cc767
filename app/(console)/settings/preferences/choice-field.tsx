'use client'

import type { ReactNode } from 'react'
import { useChoice } from '@/app/lib/preferences'
import { Field } from '@/app/ui/field'
import { Select } from '@/app/ui/select'
import { told } from '@/server/shared/text'

interface ChoiceFieldProps<T extends string> {
  /** One of `preferenceChoices`. */
  preference: string
  choices: readonly [T, ...T[]]
  labels: Readonly<Record<T, string>>
  label: string
  help?: ReactNode
}

/** One preference of a few words: it holds from the moment it is chosen. */
export function ChoiceField<T extends string>({
  preference,
  choices,
  labels,
  label,
  help,
}: ChoiceFieldProps<T>) {
  const [value, choose] = useChoice(preference, choices)
  return (
    <Field label={label} required help={help}>
      <Select
        options={choices.map(choice => ({ value: choice, label: told(labels[choice]) }))}
        value={value}
        onChange={choose}
        className="max-w-72"
      />
    </Field>
  )
}
