import { titled } from '@/app/lib/titled'
import { Help } from './help'

export const generateMetadata = titled('Help')

export default function Page() {
  return <Help />
}
