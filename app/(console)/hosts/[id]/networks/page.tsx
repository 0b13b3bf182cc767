import { titled } from '@/app/lib/titled'
import { HostNics } from './host-nics'

export const generateMetadata = titled('NICs of a host')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <HostNics id={id} />
}
