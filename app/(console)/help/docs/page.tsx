import type { Metadata } from 'next'
import { manualPage, manualSlugs } from './manual'
import { ManualFrame } from './manual-frame'

export const metadata: Metadata = { title: 'Manual' }

export default function Page() {
  const pages = manualSlugs().map(slug => ({ slug, title: manualPage(slug).title }))
  return (
    <ManualFrame title="Manual" slug="" pages={pages}>
      <p className="max-w-[46rem] text-l">
        How Domus is run, how access and the audit log work, and how it is built. Search for a word, or choose
        a page.
      </p>
    </ManualFrame>
  )
}
