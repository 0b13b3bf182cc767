import type { Metadata } from 'next'
import { AuditSettings } from './audit-settings'

export const metadata: Metadata = { title: 'Audit settings' }

export default function Page() {
  return <AuditSettings />
}
