import type { Metadata } from 'next'
import { manualPage, manualSlugs } from '../manual'
import { ManualFrame } from '../manual-frame'
import { ManualView } from '../manual-view'

interface Params {
  params: Promise<{ page: string }>
}

/** Only what docs/ has; made when the pages are built. */
export const dynamicParams = false
export const generateStaticParams = () => manualSlugs().map(page => ({ page }))

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: manualPage((await params).page).title }
}

export default async function Page({ params }: Params) {
  const { page: slug } = await params
  const page = manualPage(slug)
  const pages = manualSlugs().map(one => ({ slug: one, title: manualPage(one).title }))
  return (
    <ManualFrame title={page.title} slug={slug} pages={pages}>
      <ManualView page={page} />
    </ManualFrame>
  )
}
