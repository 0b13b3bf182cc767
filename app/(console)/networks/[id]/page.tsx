import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { NetworkSummary } from './network-page'

export const generateMetadata = titled('Network')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <NetworkSummary id={id} />
    </Suspense>
  )
}
