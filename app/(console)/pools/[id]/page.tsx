import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { PoolSummary } from './pool-page'

export const generateMetadata = titled('Pool')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <PoolSummary id={id} />
    </Suspense>
  )
}
