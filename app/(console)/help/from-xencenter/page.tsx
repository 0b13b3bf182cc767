import type { Metadata } from 'next'
import { Suspense } from 'react'
import { FromXenCenter } from './from-xencenter'

export const metadata: Metadata = { title: 'If you come from XenCenter' }

export default function Page() {
  return (
    <Suspense>
      <FromXenCenter />
    </Suspense>
  )
}
