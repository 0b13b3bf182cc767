import { titled } from '@/app/lib/titled'
import { VmSnapshots } from './vm-snapshots'

export const generateMetadata = titled('Snapshots of a VM')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <VmSnapshots id={id} />
}
