'use client'

import { useState } from 'react'
import { useAsker } from '@/app/lib/asker'
import { useAuditList } from '@/app/lib/audit-list'
import { paths } from '@/app/lib/paths'
import { EmptyState } from '@/app/ui/empty-state'
import { LinkButton } from '@/app/ui/link-button'
import type { AuditRow, ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { PageLink } from '../page-link'
import { AuditDetail } from './audit-detail'
import { AuditTable } from './audit-table'

/** What was ever done to an object, also where it is gone; nothing for those who may not read the log. */
export function AuditHistory({ object }: { object: ObjectId }) {
  return useAsker().permissionsOn(object).has('audit.read') ? <History object={object} /> : null
}

function History({ object }: { object: ObjectId }) {
  const [chosen, setChosen] = useState<AuditRow | null>(null)
  const uuid = object.slice(object.indexOf('.') + 1)
  // A pool's lines carry the connection, which stands for the pool.
  const ofPool = uuid === object
  const list = useAuditList(ofPool ? { pool: object } : { object: uuid })
  return (
    <section aria-label={t('History')} className="flex min-h-0 grow flex-col">
      <div className="flex items-center justify-between gap-2 px-4 py-2">
        <h2 className="title-s">{t('History')}</h2>
        <LinkButton
          size="s"
          icon="audit"
          render={<PageLink href={ofPool ? paths.auditOfPool(object) : paths.auditOf(uuid)} />}
        >
          {t('Show in the audit log')}
        </LinkButton>
      </div>
      <AuditTable
        className="min-h-60 grow"
        label={t('History')}
        list={list}
        storageKey="history"
        current={chosen?.id ?? null}
        onOpen={setChosen}
        empty={
          <EmptyState kind="nothing-yet" icon="audit" title={t('The audit log has nothing about it')}>
            {t('What somebody does to it in Domus is written down and stays.')}
          </EmptyState>
        }
      />
      {chosen && <AuditDetail row={chosen} onClose={() => setChosen(null)} />}
    </section>
  )
}
