import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { ConsolesPage } from './consoles-page'

export const generateMetadata = titled('Consoles')

export default function Page() {
  return (
    <Suspense>
      <ConsolesPage />
    </Suspense>
  )
}
