import { titled } from '@/app/lib/titled'
import { Preferences } from './preferences'

export const generateMetadata = titled('Preferences')

export default function Page() {
  return <Preferences />
}
