import { titled } from '@/app/lib/titled'
import { VmSettings } from './vm-settings'

export const generateMetadata = titled('Settings of a VM')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <VmSettings id={id} />
}
