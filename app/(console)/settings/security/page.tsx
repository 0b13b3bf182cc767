import { titled } from '@/app/lib/titled'
import { Security } from './security'

export const generateMetadata = titled('Security')

export default function Page() {
  return <Security />
}
