import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { VappSummary } from './vapp-summary'

export const generateMetadata = titled('vApp')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <VappSummary id={id} />
    </Suspense>
  )
}
