import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { Settings } from './settings'

export const generateMetadata = titled('Settings')

export default function Page() {
  return (
    <Suspense>
      <Settings />
    </Suspense>
  )
}
