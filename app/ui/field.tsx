'use client'

import { createContext, type ReactNode, useContext, useId } from 'react'
import { t, told } from '@/server/shared/text'
import { cx } from './cx'
import { Icon } from './symbol'

interface FieldContext {
  id: string
  labelId: string
  describedBy: string | undefined
  invalid: boolean
  required: boolean
}

const Context = createContext<FieldContext | null>(null)

interface FieldProps {
  label: string
  /** What to write, and what it is for. */
  help?: ReactNode
  /** One sentence; the control is marked invalid while it stands. */
  error?: string | undefined
  required?: boolean
  /** Helps to fill in another one and is not sent itself: neither demanded nor optional. */
  aid?: boolean
  /** Right of the label: a count, a link. */
  aside?: ReactNode
  className?: string
  children: ReactNode
}

/** Ties label, help and error to the one control inside it, which reads them by `useFieldControl`. */
export function Field({
  label,
  help,
  error,
  required = false,
  aid = false,
  aside,
  className,
  children,
}: FieldProps) {
  const id = useId()
  const helpId = `${id}-help`
  const errorId = `${id}-error`
  const describedBy = cx(error !== undefined && errorId, help !== undefined && helpId) || undefined
  return (
    <Context value={{ id, labelId: `${id}-label`, describedBy, invalid: error !== undefined, required }}>
      <div className={cx('flex flex-col gap-1', className)}>
        <div className="flex items-baseline justify-between gap-2">
          <label id={`${id}-label`} htmlFor={id} className="font-medium text-m text-strong">
            {label}
            {!required && !aid && <span className="font-normal text-faint"> {t('(optional)')}</span>}
          </label>
          {aside}
        </div>
        {children}
        {error !== undefined && (
          <p id={errorId} className="flex items-start gap-1 text-m text-trouble">
            <Icon name="error" size={14} className="mt-[3px]" />
            {told(error)}
          </p>
        )}
        {help !== undefined && (
          <p id={helpId} className="text-m text-muted">
            {help}
          </p>
        )}
      </div>
    </Context>
  )
}

/** Attributes for the control inside a Field; empty outside of one. */
export function useFieldControl(): {
  id?: string
  'aria-describedby'?: string | undefined
  'aria-invalid'?: true | undefined
  'aria-required'?: true | undefined
} {
  const field = useContext(Context)
  if (!field) return {}
  return {
    id: field.id,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.invalid || undefined,
    'aria-required': field.required || undefined,
  }
}

/** The id of the label, for controls that a `for` attribute does not reach. */
export function useFieldLabelId(): string | undefined {
  return useContext(Context)?.labelId
}
