import { useCount } from '@/app/lib/inventory'
import { type Section, sections } from '@/app/parts/frame/sections'
import { PageLink } from '@/app/parts/page-link'
import { Card } from '@/app/ui/card'
import { t, told } from '@/server/shared/text'

/** What somebody sees who does not see the pools it is in: how many of each, and the way there. */
export function OverviewParts() {
  return (
    <Card title={t('What you see')}>
      <ul className="flex flex-col gap-1">
        {sections.map(section => (
          <Part key={section.id} section={section} />
        ))}
      </ul>
    </Card>
  )
}

function Part({ section }: { section: Section }) {
  const held = useCount(section.counts ?? 'task')
  if (section.counts === undefined || held === 0) return null
  return (
    <li className="flex items-center justify-between gap-2">
      <PageLink href={section.href} className="text-accent hover:underline">
        {told(section.label)}
      </PageLink>
      <span className="tabular-nums">{held}</span>
    </li>
  )
}
