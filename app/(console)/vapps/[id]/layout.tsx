import { type ReactNode, Suspense } from 'react'
import { VappPage } from './vapp-page'

interface VappLayoutProps {
  params: Promise<{ id: string }>
  children: ReactNode
}

export default async function VappLayout({ params, children }: VappLayoutProps) {
  const { id } = await params
  return (
    <Suspense>
      <VappPage id={id}>{children}</VappPage>
    </Suspense>
  )
}
