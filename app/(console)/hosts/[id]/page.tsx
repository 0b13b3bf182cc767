import type { Metadata } from 'next'
import { HostSummary } from './host-summary'

export const metadata: Metadata = { title: 'Host' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <HostSummary id={id} />
}
