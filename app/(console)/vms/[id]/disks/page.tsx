import { titled } from '@/app/lib/titled'
import { VmDisks } from './vm-disks'

export const generateMetadata = titled('Disks of a VM')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <VmDisks id={id} />
}
