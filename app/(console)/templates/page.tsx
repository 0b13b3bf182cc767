import { Suspense } from 'react'
import { titled } from '@/app/lib/titled'
import { TemplateList } from './template-list'

export const generateMetadata = titled('Templates')

export default function Page() {
  return (
    <Suspense>
      <TemplateList />
    </Suspense>
  )
}
