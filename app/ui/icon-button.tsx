'use client'

import { type ComponentPropsWithRef, type MouseEvent, useId } from 'react'
import { cx } from './cx'
import { Icon, type IconName } from './symbol'
import { Tooltip } from './tooltip'

export interface IconButtonProps
  extends Omit<ComponentPropsWithRef<'button'>, 'disabled' | 'aria-label' | 'children'> {
  /** What it does, verb first: its name for screen readers and its tooltip. */
  label: string
  icon: IconName
  /** 24 px (rows, cells) or 32 px (bars). */
  size?: 's' | 'm'
  reason?: string | undefined
  /** Without a tooltip: where the same words already stand beside it. */
  plain?: boolean
}

export function IconButton({
  label,
  icon,
  size = 'm',
  reason,
  plain = false,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  const reasonId = useId()
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (reason === undefined) onClick?.(event)
    else event.preventDefault()
  }
  const button = (
    <button
      type="button"
      aria-label={label}
      aria-disabled={reason !== undefined || undefined}
      aria-describedby={reason === undefined ? undefined : reasonId}
      onClick={press}
      className={cx(
        'inline-flex shrink-0 items-center justify-center rounded-control transition-colors',
        size === 's' ? 'size-target' : 'size-control',
        reason === undefined
          ? 'text-muted hover:bg-press hover:text-strong data-popup-open:bg-press data-popup-open:text-strong'
          : 'text-disabled',
        className,
      )}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  )
  if (plain) return button
  return (
    <>
      <Tooltip text={reason === undefined ? label : `${label}: ${reason}`}>{button}</Tooltip>
      {reason !== undefined && (
        <span id={reasonId} hidden>
          {reason}
        </span>
      )}
    </>
  )
}
