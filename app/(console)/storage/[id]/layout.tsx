import { type ReactNode, Suspense } from 'react'
import { SrPage } from './sr-page'

interface SrLayoutProps {
  params: Promise<{ id: string }>
  children: ReactNode
}

export default async function SrLayout({ params, children }: SrLayoutProps) {
  const { id } = await params
  return (
    <Suspense>
      <SrPage id={id}>{children}</SrPage>
    </Suspense>
  )
}
