import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PoolSummary } from './pool-page'

export const metadata: Metadata = { title: 'Pool' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <PoolSummary id={id} />
    </Suspense>
  )
}
