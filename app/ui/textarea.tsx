'use client'

import type { ComponentPropsWithRef } from 'react'
import { cx } from './cx'
import { useFieldControl } from './field'
import { inputLook } from './input'

export function Textarea({ className, rows = 4, ...rest }: ComponentPropsWithRef<'textarea'>) {
  const field = useFieldControl()
  return (
    <textarea
      {...field}
      rows={rows}
      className={cx(inputLook, 'min-h-16 resize-y py-1.5', className)}
      {...rest}
    />
  )
}
