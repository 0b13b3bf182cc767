import { titled } from '@/app/lib/titled'
import { ObjectAccess } from '@/app/parts/grant/object-access'

export const generateMetadata = titled('Access to a snapshot schedule')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <ObjectAccess cls="VMSS" id={id} />
}
