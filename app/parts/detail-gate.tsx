'use client'

import type { ReactNode } from 'react'
import { Skeleton } from '@/app/ui/skeleton'

interface DetailGateProps<T> {
  /** undefined: on its way; null: there is none (any more). */
  detail: T | null | undefined
  children: (detail: T) => ReactNode
}

/** Shows what needs an object's full record once it is here. */
export function DetailGate<T>({ detail, children }: DetailGateProps<T>) {
  if (detail) return children(detail)
  if (detail === null) return null
  return (
    <div aria-busy className="flex flex-col gap-3 rounded-panel border border-line p-3">
      <Skeleton className="h-4 w-24" />
      <Skeleton className="w-full" />
      <Skeleton className="w-2/3" />
    </div>
  )
}
