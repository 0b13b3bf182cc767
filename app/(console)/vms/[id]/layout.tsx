import type { ReactNode } from 'react'
import { VmPage } from './vm-page'

interface VmLayoutProps {
  params: Promise<{ id: string }>
  children: ReactNode
}

export default async function VmLayout({ params, children }: VmLayoutProps) {
  const { id } = await params
  return <VmPage id={id}>{children}</VmPage>
}
