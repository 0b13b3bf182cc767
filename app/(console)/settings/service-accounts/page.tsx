import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ServiceList } from './service-list'

export const metadata: Metadata = { title: 'Service accounts' }

export default function Page() {
  return (
    <Suspense>
      <ServiceList />
    </Suspense>
  )
}
