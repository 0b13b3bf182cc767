import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { ServiceList } from './service-list'

export const generateMetadata = titled('Service accounts')

export default function Page() {
  return (
    <Suspense>
      <ServiceList />
    </Suspense>
  )
}
