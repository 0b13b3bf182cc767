'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { ComponentPropsWithRef, MouseEvent } from 'react'

type PageLinkProps = Omit<ComponentPropsWithRef<typeof Link>, 'href' | 'prefetch'> & {
  href: string
  /** Where a plain press or Enter leads instead, asked for in that moment. A new tab or window gets `href`. */
  instead?: () => string
}

/**
 * A link that fetches its page when somebody points at it or moves the focus to it. The router would fetch what all
 * links in sight lead to, which in a list is hundreds of pages that nobody opens.
 */
export function PageLink({ href, instead, onPointerEnter, onFocus, onClick, ...rest }: PageLinkProps) {
  const router = useRouter()
  return (
    <Link
      {...rest}
      href={href}
      prefetch={false}
      onClick={event => {
        onClick?.(event)
        if (!instead || event.defaultPrevented || isForElsewhere(event)) return
        event.preventDefault()
        router.push(instead())
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
