'use client'

import { useState } from 'react'
import { paths } from '@/app/lib/paths'
import { ObjectLink } from '@/app/parts/object-link'
import { PageLink } from '@/app/parts/page-link'
import type { AttentionShown } from '@/app/parts/use-attention'
import { Button } from '@/app/ui/button'
import { Card } from '@/app/ui/card'
import { Skeleton } from '@/app/ui/skeleton'
import { StatusShape } from '@/app/ui/status-mark'
import { say, t, told } from '@/server/shared/text'

const shownAtFirst = 10
const nouns = {
  pool: say('Pool'),
  host: say('Host'),
  VM: say('VM'),
  template: say('Template'),
  VM_appliance: say('vApp'),
  VMSS: say('Snapshot schedule'),
  SR: say('Storage'),
  network: say('Network'),
  VDI: say('Disk'),
  snapshot: say('Snapshot'),
  task: say('Task'),
}

/** What is not well, the most urgent first, each with what is wrong. */
export function Attention({ attention: { items, more, reading } }: { attention: AttentionShown }) {
  const [all, setAll] = useState(false)
  const shown = all ? items : items.slice(0, shownAtFirst)
  return (
    <Card
      title={t('Needs attention')}
      aside={items.length > 0 && <span className="text-faint tabular-nums">{items.length + more}</span>}
      flush
    >
      {items.length === 0 && !reading && <p className="px-3 pb-3 text-muted">{t('Nothing does.')}</p>}
      <ul>
        {shown.map(({ row, status }) => (
          <li key={row.id} className="flex items-start gap-2 border-line-subtle border-t px-3 py-1.5">
            <StatusShape status={status.status} label={status.word} className="mt-1" />
            <div className="min-w-0">
              <p>
                <span className="text-faint">{told(nouns[row.class])}</span>{' '}
                <ObjectLink cls={row.class} id={row.id} name={row.name_label || undefined} strong />
              </p>
              <p className="text-muted">{status.detail ?? status.word}</p>
            </div>
          </li>
        ))}
      </ul>
      {reading && <Reading />}
      {all && more > 0 && (
        <p className="border-line-subtle border-t px-3 py-1.5">
          <PageLink href={`${paths.vms}?filter=attention:yes`} className="text-accent hover:underline">
            {t('And {n, plural, one {# VM} other {# VMs}} more', { n: more })}
          </PageLink>
        </p>
      )}
      {items.length > shown.length && (
        <div className="border-line-subtle border-t p-1">
          <Button size="s" tone="quiet" onClick={() => setAll(true)}>
            {t('Show all {count}', { count: items.length })}
          </Button>
        </div>
      )}
    </Card>
  )
}

/** In place of what a pool that is being read will have to say. */
function Reading() {
  return (
    <div aria-busy className="flex flex-col gap-2 border-line-subtle border-t px-3 py-3">
      <Skeleton className="w-1/2" />
      <Skeleton className="w-4/5" />
    </div>
  )
}
