import { titled } from '@/app/lib/titled'
import { AuditSettings } from './audit-settings'

export const generateMetadata = titled('Audit settings')

export default function Page() {
  return <AuditSettings />
}
