import type { Metadata } from 'next'
import { Suspense } from 'react'
import { NetworkSummary } from './network-page'

export const metadata: Metadata = { title: 'Network' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <NetworkSummary id={id} />
    </Suspense>
  )
}
