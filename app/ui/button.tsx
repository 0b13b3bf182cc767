'use client'

import { type ComponentPropsWithRef, type MouseEvent, useId } from 'react'
import { t } from '@/server/shared/text'
import { type ButtonSize, type ButtonTone, buttonLook } from './button-look'
import { cx } from './cx'
import type { Remedy } from './menu'
import { Spinner } from './spinner'
import { Icon, type IconName } from './symbol'
import { Tooltip } from './tooltip'

export interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'disabled'> {
  tone?: ButtonTone
  size?: ButtonSize
  icon?: IconName
  /** Why it cannot be pressed now. The button stays focusable, so that the reason can be read. */
  reason?: string | undefined
  /** What a press does instead, where there is a reason. */
  remedy?: Remedy | undefined
  /** The press is being carried out: the label stays, a second press does nothing. */
  busy?: boolean
}

export function Button({
  tone = 'neutral',
  size = 'm',
  icon,
  reason: why,
  remedy: instead,
  busy = false,
  className,
  children,
  onClick,
  type = 'button',
  'aria-describedby': describedBy,
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  const remedy = why === undefined ? undefined : instead
  const reason = remedy ? t('{reason} Press to {label}.', { reason: why ?? '', label: remedy.label }) : why
  const off = (reason !== undefined && !remedy) || busy

  const press = (event: MouseEvent<HTMLButtonElement>) => {
    // Also keeps a form from being sent by a button that is off.
    if (off) event.preventDefault()
    else if (remedy) remedy.onPress()
    else onClick?.(event)
  }

  const button = (
    <button
      type={type}
      aria-disabled={off || undefined}
      aria-haspopup={remedy ? 'dialog' : undefined}
      aria-busy={busy || undefined}
      aria-describedby={cx(describedBy, reason !== undefined && reasonId) || undefined}
      onClick={press}
      className={cx(buttonLook(tone, size, remedy ? 'asks' : reason === undefined ? null : 'off'), className)}
      {...rest}
    >
      {busy ? <Spinner /> : icon && <Icon name={icon} />}
      {children}
    </button>
  )
  if (reason === undefined) return button
  return (
    <>
      <Tooltip text={reason}>{button}</Tooltip>
      <span id={reasonId} hidden>
        {reason}
      </span>
    </>
  )
}
