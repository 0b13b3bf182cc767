import { titled } from '@/app/lib/titled'
import { VmTasks } from './vm-tasks'

export const generateMetadata = titled('Tasks of a VM')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <VmTasks id={id} />
}
