import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { AuditLog } from './audit-log'

export const generateMetadata = titled('Audit log')

export default function Page() {
  return (
    <Suspense>
      <AuditLog />
    </Suspense>
  )
}
