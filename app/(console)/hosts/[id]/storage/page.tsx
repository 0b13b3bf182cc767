import { titled } from '@/app/lib/titled'
import { HostStorage } from './host-storage'

export const generateMetadata = titled('Storage of a host')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <HostStorage id={id} />
}
