import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { ServicePage } from './service-page'

export const generateMetadata = titled('Service account')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <ServicePage id={id} />
    </Suspense>
  )
}
