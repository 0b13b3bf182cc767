import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { TemplateSettings } from './template-settings'

export const generateMetadata = titled('Settings of a template')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <TemplateSettings id={id} />
    </Suspense>
  )
}
