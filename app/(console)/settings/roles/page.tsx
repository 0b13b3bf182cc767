import { titled } from '@/app/lib/titled'
import { Roles } from './roles'

export const generateMetadata = titled('Roles')

export default function Page() {
  return <Roles />
}
