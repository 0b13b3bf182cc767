import { titled } from '@/app/lib/titled'
import { AlertList } from './alert-list'

export const generateMetadata = titled('Alerts')

export default function Page() {
  return <AlertList />
}
