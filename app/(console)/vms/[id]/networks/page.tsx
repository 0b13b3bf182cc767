import { titled } from '@/app/lib/titled'
import { VmNetworks } from './vm-networks'

export const generateMetadata = titled('Networks of a VM')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <VmNetworks id={id} />
}
