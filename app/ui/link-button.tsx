'use client'

import { mergeProps } from '@base-ui/react/merge-props'
import { useRender } from '@base-ui/react/use-render'
import { type ButtonSize, type ButtonTone, buttonLook } from './button-look'
import { Icon, type IconName } from './symbol'

export interface LinkButtonProps extends useRender.ComponentProps<'a'> {
  tone?: ButtonTone
  size?: ButtonSize
  icon?: IconName
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
  return useRender({
    defaultTagName: 'a',
    render,
    props: mergeProps<'a'>(
      {
        className: buttonLook(tone, size),
        children: (
          <>
            {icon && <Icon name={icon} />}
            {children}
          </>
        ),
      },
      rest,
    ),
  })
}
