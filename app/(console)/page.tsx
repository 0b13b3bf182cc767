import { titled } from '@/app/lib/titled'
import { Overview } from './overview'

export const generateMetadata = titled('Overview')

export default function Page() {
  return <Overview />
}
