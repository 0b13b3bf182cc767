import { type ReactNode, Suspense } from 'react'
import { TemplatePage } from './template-page'

interface TemplateLayoutProps {
  params: Promise<{ id: string }>
  children: ReactNode
}

export default async function TemplateLayout({ params, children }: TemplateLayoutProps) {
  const { id } = await params
  return (
    <Suspense>
      <TemplatePage id={id}>{children}</TemplatePage>
    </Suspense>
  )
}
