import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { TemplateSummary } from './template-summary'

export const generateMetadata = titled('Template')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <TemplateSummary id={id} />
    </Suspense>
  )
}
