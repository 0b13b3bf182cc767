import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ServicePage } from './service-page'

export const metadata: Metadata = { title: 'Service account' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <ServicePage id={id} />
    </Suspense>
  )
}
