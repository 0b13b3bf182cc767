'use client'

import { useRouter } from 'next/navigation'
import type { ComponentPropsWithRef, MouseEvent } from 'react'

type PageLinkProps = ComponentPropsWithRef<'a'> & {
  href: string
  /** Where a plain press or Enter leads instead, asked for in that moment. A new tab or window gets `href`. */
  instead?: () => string
}

/**
 * A link that fetches its page when somebody points at it or moves the focus to it. The router's own would fetch what all
 * links in sight lead to, which in a list is hundreds of pages that nobody opens, and takes several times as long to draw,
 * which counts where each row has two.
 */
export function PageLink({ href, instead, onPointerEnter, onFocus, onClick, ...rest }: PageLinkProps) {
  const router = useRouter()
  return (
    <a
      {...rest}
      href={href}
      onClick={event => {
        onClick?.(event)
        if (event.defaultPrevented || isForElsewhere(event)) return
        event.preventDefault()
        router.push(instead?.() ?? href)
      }}
      onPointerEnter={event => {
        router.prefetch(href)
        onPointerEnter?.(event)
      }}
      onFocus={event => {
        router.prefetch(href)
        onFocus?.(event)
      }}
    />
  )
}

function isForElsewhere(event: MouseEvent): boolean {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
}
