import { titled } from '@/app/lib/titled'
import { HostTasks } from './host-tasks'

export const generateMetadata = titled('Tasks of a host')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <HostTasks id={id} />
}
