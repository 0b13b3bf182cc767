import { titled } from '@/app/lib/titled'
import { ObjectAccess } from '@/app/parts/grant/object-access'

export const generateMetadata = titled('Access to a vApp')

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <ObjectAccess cls="VM_appliance" id={id} />
}
