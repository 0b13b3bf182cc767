'use client'

import { useAlertCount } from '@/app/lib/alerts'
import { paths } from '@/app/lib/paths'
import { Icon } from '@/app/ui/symbol'
import { t } from '@/server/shared/text'
import { PageLink } from '../page-link'
import { useAttentionCount } from '../use-attention'

/** How many objects are not well and how many alerts there are; leads to both. Its place is kept while there is nothing. */
export function AlertBell() {
  const alerts = useAlertCount().data
  const attention = useAttentionCount()
  const all = alerts?.all ?? 0
  const any = all + attention.all > 0
  const what = [
    attention.all > 0 &&
      t('{n, plural, one {# object needs} other {# objects need}} attention', { n: attention.all }),
    all > 0 && t('{n, plural, one {# alert} other {# alerts}}', { n: all }),
  ]
    .filter(Boolean)
    .join(', ')
  const both = attention.all > 0 && all > 0
  const sentence = both ? `${all + attention.all}: ${what}` : what || t('No alerts')
  const grave = attention.trouble || (alerts?.grave ?? 0) > 0
  const tone = grave ? 'text-trouble' : 'text-warn'
  return (
    <PageLink
      href={paths.alerts}
      aria-label={sentence}
      title={sentence}
      className="inline-flex h-control-s min-w-11 shrink-0 items-center justify-center gap-1 rounded-control px-2 text-m text-strong hover:bg-hover"
    >
      <Icon name="warning" className={any ? tone : 'text-faint'} />
      {any && (
        <span aria-hidden className="tabular-nums">
          {all + attention.all}
        </span>
      )}
    </PageLink>
  )
}
