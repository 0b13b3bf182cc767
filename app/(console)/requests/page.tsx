import { titled } from '@/app/lib/titled'
import { Requests } from './requests'

export const generateMetadata = titled('Requests')

export default function Page() {
  return <Requests />
}
