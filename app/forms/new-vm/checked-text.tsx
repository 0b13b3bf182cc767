'use client'

import { useRef, useState } from 'react'
import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { Select } from '@/app/ui/select'
import { Textarea } from '@/app/ui/textarea'
import { issueText, type TextIssue } from '@/server/shared/cloud-config'
import { labelsTold, t } from '@/server/shared/text'
import type { ReadyText } from './cloud-texts'

interface CheckedTextProps {
  label: string
  help: string
  required?: boolean
  rows: number
  value: string
  onChange: (text: string) => void
  ready: readonly ReadyText[]
  /** What is wrong with it as it stands. */
  issue: TextIssue | undefined
  /** Whether one has tried to go on with it. */
  asked: boolean
}

/** A text that is read by a machine: it says where it is wrong, and nothing that was typed is lost to a ready one. */
export function CheckedText(props: CheckedTextProps) {
  const { label, help, required = false, rows, value, onChange, ready, issue, asked } = props
  const area = useRef<HTMLTextAreaElement>(null)
  const [left, setLeft] = useState(false)
  const [before, setBefore] = useState<string | null>(null)
  const chosen = ready.find(({ text }) => text === value)
  const shown = issue !== undefined && (asked || left) ? issue : undefined

  const replace = (text: string) => {
    if (value.trim() !== '' && !chosen) setBefore(value)
    onChange(text)
  }
  const goTo = ({ line, column }: TextIssue) => {
    const lines = value.split('\n')
    const offset = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1
    area.current?.focus()
    area.current?.setSelectionRange(offset, offset)
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <Field label={t('{text}: begin with', { text: label })} className="min-w-60 grow">
          <Select
            options={labelsTold(ready.map(({ id, label }) => ({ value: id, label })))}
            value={chosen?.id ?? null}
            onChange={id => replace(ready.find(one => one.id === id)?.text ?? '')}
          />
        </Field>
        {before !== null && (
          <Button
            onClick={() => {
              onChange(before)
              setBefore(null)
            }}
          >
            {t('Bring back what was typed')}
          </Button>
        )}
      </div>
      <Field
        label={label}
        required={required}
        help={help}
        error={shown && issueText(shown)}
        aside={
          shown && (
            <Button size="s" onClick={() => goTo(shown)}>
              {t('Go to line {line}', { line: shown.line })}
            </Button>
          )
        }
      >
        <Textarea
          ref={area}
          rows={rows}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          className="font-mono"
          value={value}
          onChange={({ target }) => onChange(target.value)}
          onBlur={() => setLeft(true)}
        />
      </Field>
    </div>
  )
}
