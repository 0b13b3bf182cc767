import type { Metadata } from 'next'
import { VmTasks } from './vm-tasks'

export const metadata: Metadata = { title: 'Tasks of a VM' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <VmTasks id={id} />
}
