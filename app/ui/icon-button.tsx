'use client'

import { type ComponentPropsWithRef, type MouseEvent, useId } from 'react'
import { t } from '@/server/shared/text'
import { cx } from './cx'
import type { Remedy } from './menu'
import { Icon, type IconName } from './symbol'
import { Tooltip } from './tooltip'

export interface IconButtonProps
  extends Omit<ComponentPropsWithRef<'button'>, 'disabled' | 'aria-label' | 'children'> {
  /** What it does, verb first: its name for screen readers and its tooltip. */
  label: string
  icon: IconName
  /** 24 px (rows, cells) or 32 px (bars). */
  size?: 's' | 'm'
  /** Why it cannot be pressed now. The button stays focusable, so that the reason can be read. */
  reason?: string | undefined
  /** What a press does instead, where there is a reason. */
  remedy?: Remedy | undefined
  /** Without a tooltip: where the same words already stand beside it. */
  plain?: boolean
}

export function IconButton({
  label,
  icon,
  size = 'm',
  reason: why,
  remedy: instead,
  plain = false,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  const reasonId = useId()
  const remedy = why === undefined ? undefined : instead
  const reason = remedy ? t('{reason} Press to {label}.', { reason: why ?? '', label: remedy.label }) : why
  const off = reason !== undefined && !remedy
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (off) event.preventDefault()
    else if (remedy) remedy.onPress()
    else onClick?.(event)
  }
  const button = (
    <button
      type="button"
      aria-label={label}
      aria-disabled={off || undefined}
      aria-haspopup={remedy ? 'dialog' : undefined}
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
  if (plain && reason === undefined) return button
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
