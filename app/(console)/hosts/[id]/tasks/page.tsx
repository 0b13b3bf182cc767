import type { Metadata } from 'next'
import { HostTasks } from './host-tasks'

export const metadata: Metadata = { title: 'Tasks of a host' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <HostTasks id={id} />
}
