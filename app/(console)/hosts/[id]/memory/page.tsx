import { titled } from '@/app/lib/titled'
import { HostMemory } from './host-memory'

export const generateMetadata = titled('Memory of a host')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <HostMemory id={id} />
}
