import { type ReactNode, Suspense } from 'react'
import { NetworkPage } from './network-page'

interface NetworkLayoutProps {
  params: Promise<{ id: string }>
  children: ReactNode
}

export default async function NetworkLayout({ params, children }: NetworkLayoutProps) {
  const { id } = await params
  return (
    <Suspense>
      <NetworkPage id={id}>{children}</NetworkPage>
    </Suspense>
  )
}
