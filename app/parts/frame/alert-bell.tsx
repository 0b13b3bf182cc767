'use client'

import { useAlertCount } from '@/app/lib/alerts'
import { paths } from '@/app/lib/paths'
import { Icon } from '@/app/ui/symbol'
import { t } from '@/server/shared/text'
import { useAttentionCount } from '../attention-count'
import { PageLink } from '../page-link'

/** How many objects are not well and how many alerts there are; leads to both. Not there while there is nothing. */
export function AlertBell() {
  const alerts = useAlertCount().data
  const attention = useAttentionCount()
  const all = alerts?.all ?? 0
  if (all + attention.all === 0) return null
  const what = [
    attention.all > 0 &&
      `${t('{n, plural, one {# object} other {# objects}}', { n: attention.all })} ${attention.all === 1 ? 'needs' : 'need'} attention`,
    all > 0 && t('{n, plural, one {# alert} other {# alerts}}', { n: all }),
  ]
    .filter(Boolean)
    .join(', ')
  const sentence = attention.all > 0 && all > 0 ? `${all + attention.all}: ${what}` : what
  const grave = attention.trouble || (alerts?.grave ?? 0) > 0
  return (
    <PageLink
      href={paths.alerts}
      aria-label={sentence}
      title={sentence}
      className="inline-flex h-control-s shrink-0 items-center gap-1 rounded-control px-2 text-m text-strong hover:bg-hover"
    >
      <Icon name="warning" className={grave ? 'text-trouble' : 'text-warn'} />
      <span aria-hidden className="tabular-nums">
        {all + attention.all}
      </span>
    </PageLink>
  )
}
