'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { OsMark } from '@/app/parts/os-mark'
import { RadioLine } from '@/app/ui/radio-line'
import { Select } from '@/app/ui/select'
import type { Template } from '@/server/api/types'
import type { OsFamily } from '@/server/shared/os-family'
import { t } from '@/server/shared/text'
import { NameFilter } from '../name-filter'

interface TemplateStepProps {
  templates: readonly Template[]
  chosen: string
  onChoose: (template: Template) => void
  error: string | undefined
}

const all = 'all'
const custom = 'custom'
const snapshots = 'snapshot'

function isIn({ kind, family }: Template, category: string): boolean {
  if (category === all) return kind !== 'snapshot'
  if (category === custom || category === snapshots) return kind === category
  return kind !== 'snapshot' && family === category
}

/** What it is made of: found by words and by kind. */
export function TemplateStep({ templates, chosen, onChoose, error }: TemplateStepProps) {
  const group = useId()
  const problem = useId()
  const [filter, setFilter] = useState('')
  const [category, setCategory] = useState(() =>
    templates.some(({ id, kind }) => id === chosen && kind === 'snapshot') ? snapshots : all,
  )
  const list = useRef<HTMLFieldSetElement>(null)
  // What is chosen already may be far down.
  useEffect(() => {
    list.current?.querySelector('label:has(:checked)')?.scrollIntoView({ block: 'nearest' })
  }, [])
  const words = filter.toLowerCase().split(/\s+/)
  const shown = templates.filter(template => {
    const text = `${nameOf(template)} ${template.description} ${template.family}`.toLowerCase()
    return isIn(template, category) && words.every(word => text.includes(word))
  })
  const count = (of: string) => templates.filter(template => isIn(template, of)).length
  const families = [...new Set(templates.map(({ family }) => family))].sort((a, b) =>
    a.localeCompare(b, 'en'),
  )
  const categories = [
    { value: all, label: t('All templates ({n})', { n: count(all) }) },
    { value: custom, label: t('Your own ({n})', { n: count(custom) }) },
    { value: snapshots, label: t('Snapshots ({n})', { n: count(snapshots) }) },
    ...families.map(family => ({
      value: family,
      label: `${familyText(family)} (${count(family)})`,
    })),
  ].filter(({ value }) => value === all || value === category || count(value) > 0)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex gap-2 max-md:flex-col">
        <NameFilter value={filter} onChange={setFilter} />
        <Select
          aria-label={t('Kind of template')}
          options={categories}
          value={category}
          onChange={setCategory}
        />
      </div>
      <fieldset
        ref={list}
        aria-describedby={error === undefined ? undefined : problem}
        className="h-64 overflow-y-auto rounded-control border border-line p-1"
      >
        <legend className="sr-only">{t('Template')}</legend>
        {shown.map(template => (
          <RadioLine
            key={template.id}
            name={group}
            label={nameOf(template)}
            icon={<OsMark family={template.family} />}
            kind={kindOf(template)}
            // Those of the product all say the same.
            help={template.kind !== 'default' || template.id === chosen ? template.description : undefined}
            checked={template.id === chosen}
            onChoose={() => onChoose(template)}
          />
        ))}
        {shown.length === 0 && <p className="p-2 text-muted">{t('There is no such template.')}</p>}
      </fieldset>
      {error !== undefined && (
        <p id={problem} role="alert" className="text-trouble">
          {error}
        </p>
      )}
    </div>
  )
}

function familyText(family: OsFamily): string {
  return family === 'Other' ? t('Other systems') : family
}

function kindOf({ kind, family }: Template): string {
  if (kind === 'snapshot') return t('Snapshot')
  return kind === 'custom' ? t('Your own') : familyText(family)
}

function nameOf({ name, snapshotOf }: Template): string {
  return snapshotOf ? t('{name} of {vm}', { name, vm: snapshotOf.name }) : name
}
