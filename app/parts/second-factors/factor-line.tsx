import type { ReactNode } from 'react'

/** One kind of second factor: what it is called, how it stands, what can be done. */
export function FactorLine({
  name,
  about,
  children,
}: {
  name: ReactNode
  about: ReactNode
  children: ReactNode
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line-subtle py-2 [&+&]:border-t">
      <div className="min-w-48 grow basis-0">
        <p className="flex items-center gap-2 text-strong">{name}</p>
        <p className="text-muted">{about}</p>
      </div>
      <div className="flex shrink-0 gap-2">{children}</div>
    </li>
  )
}
