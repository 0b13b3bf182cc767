'use client'

import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from './cx'
import { useFieldControl } from './field'

/** The look of everything text is typed into. */
export const inputLook =
  'w-full rounded-control border border-line-control bg-base px-2 text-default text-m transition-colors hover:border-muted focus-visible:border-focus focus-visible:outline-offset-0 disabled:border-line disabled:text-disabled aria-invalid:border-trouble-mark'

export interface InputProps extends ComponentPropsWithRef<'input'> {
  /** Addresses, keys, UUIDs: where every character counts. */
  mono?: boolean
  /** Before and inside: an icon. */
  lead?: ReactNode
  /** After and inside: a unit or a button. */
  trail?: ReactNode
}

export function Input({ mono = false, lead, trail, className, ...rest }: InputProps) {
  const field = useFieldControl()
  const input = (
    <input
      {...field}
      className={cx(
        inputLook,
        'h-control',
        mono && 'font-mono',
        lead !== undefined && 'pl-8',
        trail !== undefined && 'pr-9',
        lead === undefined && trail === undefined && className,
      )}
      {...rest}
    />
  )
  if (lead === undefined && trail === undefined) return input
  return (
    <span className={cx('relative block', className)}>
      {lead !== undefined && (
        <span className="pointer-events-none absolute inset-y-0 left-2 flex items-center text-faint">
          {lead}
        </span>
      )}
      {input}
      {trail !== undefined && (
        <span className="absolute inset-y-0 right-1 flex items-center text-faint">{trail}</span>
      )}
    </span>
  )
}
