import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { TemplateNetworks } from './template-networks'

export const generateMetadata = titled('Networks of a template')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <Suspense>
      <TemplateNetworks id={id} />
    </Suspense>
  )
}
