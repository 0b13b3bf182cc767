import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { TemplateDisks } from './template-disks'

export const generateMetadata = titled('Disks of a template')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <TemplateDisks id={id} />
    </Suspense>
  )
}
