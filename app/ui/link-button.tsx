'use client'

import type { AnchorHTMLAttributes, ReactElement, ReactNode } from 'react'
import { type ButtonSize, type ButtonTone, buttonLook } from './button-look'
import { drawnAs } from './drawn-as'
import { Icon, type IconName } from './symbol'

export interface LinkButtonProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'className'> {
  tone?: ButtonTone
  size?: ButtonSize
  icon?: IconName
  render?: ReactElement<object>
  children: ReactNode
}

/** A link that looks like a button. Give the router's own link as `render={<Link href="…" />}`. */
export function LinkButton({
  tone = 'neutral',
  size = 'm',
  icon,
  render,
  children,
  ...rest
}: LinkButtonProps) {
  return drawnAs(render, 'a', {
    ...rest,
    className: buttonLook(tone, size),
    children: (
      <>
        {icon && <Icon name={icon} />}
        {children}
      </>
    ),
  })
}
