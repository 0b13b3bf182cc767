import type { Metadata } from 'next'
import { Suspense } from 'react'
import { SrSummary } from './sr-page'

export const metadata: Metadata = { title: 'Storage' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <SrSummary id={id} />
    </Suspense>
  )
}
