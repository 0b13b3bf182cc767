import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { SrSummary } from './sr-page'

export const generateMetadata = titled('Storage')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <SrSummary id={id} />
    </Suspense>
  )
}
