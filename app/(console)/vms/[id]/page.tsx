import type { Metadata } from 'next'
import { VmSummary } from './vm-summary'

export const metadata: Metadata = { title: 'VM' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <VmSummary id={id} />
}
