import type { Metadata } from 'next'
import { Suspense } from 'react'
import { NetworkPage } from './network-page'

export const metadata: Metadata = { title: 'Network' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <NetworkPage id={id} />
    </Suspense>
  )
}
