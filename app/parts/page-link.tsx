'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { ComponentPropsWithRef } from 'react'

type PageLinkProps = Omit<ComponentPropsWithRef<typeof Link>, 'href' | 'prefetch'> & { href: string }

/**
 * A link that fetches its page when somebody points at it or moves the focus to it. The router would fetch what all
 * links in sight lead to, which in a list is hundreds of pages that nobody opens.
 */
export function PageLink({ href, onPointerEnter, onFocus, ...rest }: PageLinkProps) {
  const router = useRouter()
  return (
    <Link
      {...rest}
      href={href}
      prefetch={false}
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
