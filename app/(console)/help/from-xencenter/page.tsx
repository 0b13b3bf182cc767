import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { FromXenCenter } from './from-xencenter'

export const generateMetadata = titled('If you come from XenCenter')

export default function Page() {
  return (
    <Suspense>
      <FromXenCenter />
    </Suspense>
  )
}
