'use client'

import { Button } from '@/app/ui/button'
import { cx } from '@/app/ui/cx'
import { IconButton } from '@/app/ui/icon-button'
import { Select } from '@/app/ui/select'
import type { CustomFieldDefinition } from '@/server/shared/custom-fields'
import type { GroupKind, Related } from '@/server/shared/query'
import { say, t, told } from '@/server/shared/text'
import { type Asked, askedWithin, conditionsFor, relatedOf } from './conditions'
import { type Draft, type DraftGroup, isDraftGroup, newCondition, newGroup } from './draft'
import { fieldWidth, QueryCondition } from './query-condition'

export type PutPart = (id: string, part: (before: Draft) => Draft | null, focus?: string) => void

interface QueryGroupProps {
  group: DraftGroup
  /** What it is asked of, where it does not ask of something else itself. */
  asked: Asked
  depth: number
  fields: readonly CustomFieldDefinition[]
  onPut: PutPart
  /** Absent: it stays. */
  onDrop?: () => void
}

/** Groups stand in groups so deep; what was typed deeper is shown, and not added to. */
const deepest = 4

const kinds: readonly { value: GroupKind; label: string }[] = [
  { value: 'all', label: say('All of these') },
  { value: 'any', label: say('Any of these') },
  { value: 'none', label: say('None of these') },
]

const subjects: Record<Related | 'itself', string> = {
  itself: say('Of the same object'),
  host: say('Of its host'),
  pool: say('Of its pool'),
  network: say('Of one of its networks'),
  storage: say('Of its storage'),
  vm: say('Of one of its VMs'),
}

/** Conditions of which all, any or none have to hold, and groups of them. */
export function QueryGroup({ group, asked, depth, fields, onPut, onDrop }: QueryGroupProps) {
  const own = askedWithin(asked, group.related)
  const conditions = conditionsFor(own, fields)
  const change = (next: Partial<DraftGroup>, focus?: string) =>
    onPut(group.id, before => (isDraftGroup(before) ? { ...before, ...next } : before), focus)
  const add = (part: Draft) => change({ parts: [...group.parts, part] }, part.id)
  const drop = (id: string) => {
    const at = group.parts.findIndex(part => part.id === id)
    const next = group.parts[at + 1] ?? group.parts[at - 1]
    onPut(id, () => null, next?.id ?? group.id)
  }
  const around = relatedOf(asked)
  const typed = group.related !== null && !around.includes(group.related) ? [group.related] : []
  const possible = [...around, ...typed]
  const subjectOf = (value: Related | 'itself') =>
    value === 'host' && asked.kind === 'pool' ? say('Of one of its hosts') : subjects[value]
  return (
    <fieldset
      data-part={group.id}
      aria-label={depth === 0 ? t('All conditions') : t('Group of conditions')}
      className={cx('flex min-w-0 flex-col gap-2', depth > 0 && 'border-line-control border-l-2 pl-3')}
    >
      <div className="flex flex-wrap items-center gap-2">
        <div className={fieldWidth}>
          <Select
            aria-label={t('What has to hold')}
            options={kinds.map(({ value, label }) => ({ value, label: told(label) }))}
            value={group.of}
            onChange={of => change({ of })}
          />
        </div>
        {depth > 0 && possible.length > 0 && (
          <div className={fieldWidth}>
            <Select
              aria-label={t('Of what')}
              options={(['itself', ...possible] as const).map(value => ({
                value,
                label: told(subjectOf(value)),
              }))}
              value={group.related ?? 'itself'}
              onChange={value =>
                // Of something else other things are asked.
                change({ related: value === 'itself' ? null : value, parts: [newCondition()] })
              }
            />
          </div>
        )}
        {onDrop && <IconButton icon="delete" label={t('Remove the group')} onClick={onDrop} />}
      </div>
      {group.parts.map((part, at) =>
        isDraftGroup(part) ? (
          <QueryGroup
            key={part.id}
            group={part}
            asked={own}
            depth={depth + 1}
            fields={fields}
            onPut={onPut}
            onDrop={() => drop(part.id)}
          />
        ) : (
          <QueryCondition
            key={part.id}
            part={part}
            position={at + 1}
            conditions={conditions}
            onChange={next => onPut(part.id, () => next)}
            onDrop={() => drop(part.id)}
          />
        ),
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="s" tone="quiet" icon="add" onClick={() => add(newCondition())}>
          {t('Add condition')}
        </Button>
        {depth < deepest && (
          <Button size="s" tone="quiet" icon="add" onClick={() => add(newGroup())}>
            {t('Add group')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}
