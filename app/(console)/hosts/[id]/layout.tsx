import type { ReactNode } from 'react'
import { HostPage } from './host-page'

interface HostLayoutProps {
  params: Promise<{ id: string }>
  children: ReactNode
}

export default async function HostLayout({ params, children }: HostLayoutProps) {
  const { id } = await params
  return <HostPage id={id}>{children}</HostPage>
}
