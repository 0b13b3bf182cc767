'use client'

import { type ComponentPropsWithRef, type ReactNode, useCallback, useId } from 'react'
import { cx } from './cx'

export interface CheckboxBoxProps extends Omit<ComponentPropsWithRef<'input'>, 'type' | 'ref'> {
  /** Some but not all of what it stands for. */
  partly?: boolean
}

const box =
  'tick relative size-4 shrink-0 appearance-none after:absolute after:-inset-[5px] rounded-control border border-line-control bg-base bg-center bg-no-repeat checked:border-accent-solid checked:bg-accent-solid indeterminate:border-accent-solid indeterminate:bg-accent-solid aria-invalid:border-trouble-mark forced-colors:appearance-auto'
/** The bare box, for cells; it needs an aria-label. Press counts in a target of 24 × 24 around its 16. */
export function CheckboxBox({ partly = false, className, ...rest }: CheckboxBoxProps) {
  const ref = useCallback(
    (input: HTMLInputElement | null) => {
      if (input) input.indeterminate = partly
    },
    [partly],
  )
  return <input ref={ref} type="checkbox" className={cx(box, className)} {...rest} />
}

interface CheckboxProps extends CheckboxBoxProps {
  label: ReactNode
  help?: ReactNode
}

export function Checkbox({ label, help, className, ...rest }: CheckboxProps) {
  const id = useId()
  return (
    <div className={cx('flex min-h-target items-start gap-2 py-0.5 text-m', className)}>
      <CheckboxBox
        id={id}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        className="mt-0.5"
        {...rest}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {help !== undefined && (
          <div id={`${id}-help`} className="text-muted">
            {help}
          </div>
        )}
      </div>
    </div>
  )
}
