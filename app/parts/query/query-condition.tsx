'use client'

import { useId } from 'react'
import { useRows } from '@/app/lib/inventory'
import { IconButton } from '@/app/ui/icon-button'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import { say, t, told } from '@/server/shared/text'
import { type Condition, type ConditionKind, rawCondition } from './conditions'
import { type DraftCondition, findCondition, needsValue, type Op, opsOf } from './draft'

interface QueryConditionProps {
  part: DraftCondition
  /** From 1, among those beside it. */
  position: number
  conditions: readonly Condition[]
  onChange: (part: DraftCondition) => void
  onDrop: () => void
}

/** Fields stand in columns, one below the other where there is no room. */
export const fieldWidth = 'w-full sm:w-48'

const words: Record<Op, string> = {
  contains: say('contains'),
  lacks: say('does not contain'),
  is: say('is'),
  differs: say('is not'),
  starts: say('starts with'),
  ends: say('ends with'),
  '=': say('is exactly'),
  '>': say('is more than'),
  '>=': say('is at least'),
  '<': say('is less than'),
  '<=': say('is at most'),
  today: say('today'),
  yesterday: say('yesterday'),
  'this-week': say('in the last seven days'),
  'last-week': say('in the seven days before'),
}
const dateWords: Partial<Record<Op, string>> = {
  '=': say('on the day'),
  '>': say('after'),
  '>=': say('on or after'),
  '<': say('before'),
  '<=': say('on or before'),
}

const hasWords: Partial<Record<Op, string>> = { is: say('has'), differs: say('has not') }

function wordOf(op: Op, { key, kind }: Condition): string {
  const own = kind === 'date' ? dateWords[op] : key === 'has' ? hasWords[op] : undefined
  return told(own ?? words[op])
}

/** One line: what is compared, how, and with what. */
export function QueryCondition({ part, position, conditions, onChange, onDrop }: QueryConditionProps) {
  const condition = findCondition(conditions, part.key)
  const ops = opsOf(condition)
  const shown = condition === rawCondition ? [...conditions, rawCondition] : conditions
  const choose = (key: string) => {
    const next = findCondition(conditions, key)
    const [first = 'contains'] = opsOf(next)
    const same = next.kind === condition.kind && next.kind !== 'choice'
    onChange(same ? { ...part, key } : { ...part, key, op: first, value: next.choices?.[0]?.value ?? '' })
  }
  return (
    <fieldset
      data-part={part.id}
      aria-label={t('Condition {position}', { position })}
      className="flex min-w-0 flex-wrap items-center gap-2"
    >
      <div className={fieldWidth}>
        <Select
          aria-label={t('Property')}
          options={shown.map(({ key, label }) => ({ value: key, label: told(label) }))}
          value={condition.key}
          onChange={choose}
        />
      </div>
      {condition.kind !== 'raw' && (
        <div className={fieldWidth}>
          <Select
            aria-label={t('Comparison')}
            options={ops.map(op => ({ value: op, label: wordOf(op, condition) }))}
            value={part.op}
            onChange={op => onChange({ ...part, op })}
          />
        </div>
      )}
      {needsValue(part.op) && (
        <div className={fieldWidth}>
          <ConditionValue
            condition={condition}
            value={part.value}
            onChange={value => onChange({ ...part, value })}
          />
        </div>
      )}
      <IconButton icon="delete" label={t('Remove the condition')} onClick={onDrop} />
    </fieldset>
  )
}

const units: Partial<Record<ConditionKind, string>> = { bytes: 'GiB', days: say('days') }

function ConditionValue({
  condition: { kind, choices, names },
  value,
  onChange,
}: {
  condition: Condition
  value: string
  onChange: (value: string) => void
}) {
  const listId = useId()
  if (choices) {
    const known = choices.find(one => one.value.toLowerCase() === value.toLowerCase())
    return (
      <Select
        aria-label={t('Value')}
        options={choices.map(one => ({ value: one.value, label: told(one.label) }))}
        value={known?.value ?? null}
        onChange={onChange}
      />
    )
  }
  const unit = units[kind]
  const number = kind === 'number' || kind === 'bytes' || kind === 'days'
  return (
    <>
      <Input
        aria-label={t('Value')}
        {...(unit === undefined ? {} : { className: '[&_input]:pr-12' })}
        type={kind === 'date' ? 'date' : 'text'}
        {...(number ? { inputMode: 'decimal' as const } : {})}
        {...(unit === undefined ? {} : { trail: <span className="pr-1 text-m">{told(unit)}</span> })}
        {...(names === undefined ? {} : { list: listId })}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={event => onChange(number ? event.target.value.replace(/[^\d.]/g, '') : event.target.value)}
      />
      {names !== undefined && <Names id={listId} cls={names} />}
    </>
  )
}

function Names({ id, cls }: { id: string; cls: NonNullable<Condition['names']> }) {
  const rows = useRows(cls)
  const names = [...new Set(rows.map(row => row.name_label))].filter(Boolean).sort()
  return (
    <datalist id={id}>
      {names.map(name => (
        <option key={name} value={name} />
      ))}
    </datalist>
  )
}
