import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { SrDisks } from './sr-disks'

export const generateMetadata = titled('Disks of storage')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <SrDisks id={id} />
    </Suspense>
  )
}
