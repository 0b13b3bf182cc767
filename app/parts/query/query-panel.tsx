'use client'

import { useEffect, useRef, useState } from 'react'
import { useDefinedFields } from '@/app/parts/columns/shared'
import { Button } from '@/app/ui/button'
import { t } from '@/server/shared/text'
import type { Asked } from './conditions'
import { type Draft, type DraftGroup, draftOf, newCondition, replaced, textOf } from './draft'
import { QueryGroup } from './query-group'

interface QueryPanelProps {
  asked: Asked
  /** What the filter box says: the same query as text. */
  filter: string
  onFilter: (filter: string) => void
  onClose: () => void
}

/** The filter of a list as a form: what is changed here is written into the filter box, and the other way round. */
export function QueryPanel({ asked, filter, onFilter, onClose }: QueryPanelProps) {
  const fields = useDefinedFields()
  const panel = useRef<HTMLElement>(null)
  const [draft, setDraft] = useState(() => started(draftOf(filter, fields, asked)))
  // The text as it was written from here: another one was typed, and is read anew.
  const [written, setWritten] = useState(filter)
  const [focused, setFocused] = useState<string | null>(() => draft.parts[0]?.id ?? null)
  if (filter !== written) {
    setWritten(filter)
    setDraft(draftOf(filter, fields, asked))
  }
  useEffect(() => {
    if (focused === null) return
    panel.current?.querySelector<HTMLElement>(`[data-part="${focused}"] button`)?.focus()
    setFocused(null)
  }, [focused])

  const change = (next: DraftGroup, focus: string | null = null) => {
    const text = textOf(next, fields, asked)
    setDraft(next)
    setWritten(text)
    if (focus !== null) setFocused(focus)
    if (text !== filter) onFilter(text)
  }
  const put = (id: string, part: (before: Draft) => Draft | null, focus?: string) => {
    const root = id === draft.id ? part(draft) : replaced(draft, id, part)
    if (root && 'of' in root) change(root, focus)
  }
  return (
    <section
      ref={panel}
      aria-label={t('Conditions')}
      data-region
      className="mx-4 mb-2 flex max-h-[50vh] shrink-0 flex-col gap-3 overflow-y-auto rounded-panel border border-line bg-sunken p-3"
    >
      <QueryGroup group={draft} asked={asked} depth={0} fields={fields} onPut={put} />
      <div className="flex flex-wrap items-center gap-2">
        <Button size="s" onClick={onClose}>
          {t('Close conditions')}
        </Button>
        <Button
          size="s"
          tone="quiet"
          reason={filter === '' ? t('There is no condition yet.') : undefined}
          onClick={() => change(started({ ...draft, of: 'all', parts: [] }))}
        >
          {t('Clear all')}
        </Button>
        <span className="text-muted text-s">{t('Days are those of UTC.')}</span>
      </div>
    </section>
  )
}

/** With a first line to fill in where there is none. */
function started(group: DraftGroup): DraftGroup {
  return group.parts.length > 0 ? group : { ...group, parts: [newCondition()] }
}
