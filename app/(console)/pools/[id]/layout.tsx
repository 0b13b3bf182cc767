import { type ReactNode, Suspense } from 'react'
import { PoolPage } from './pool-page'

interface PoolLayoutProps {
  params: Promise<{ id: string }>
  children: ReactNode
}

export default async function PoolLayout({ params, children }: PoolLayoutProps) {
  const { id } = await params
  return (
    <Suspense>
      <PoolPage id={id}>{children}</PoolPage>
    </Suspense>
  )
}
