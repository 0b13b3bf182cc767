'use client'

import { useId, useState } from 'react'
import { Button } from '@/app/ui/button'
import { IconButton } from '@/app/ui/icon-button'
import { useRemembered } from '@/app/ui/remembered'
import { Select } from '@/app/ui/select'
import { Textarea } from '@/app/ui/textarea'
import type { ConsoleKind } from '@/server/shared/console-kind'
import { t, told } from '@/server/shared/text'
import { copy, readClipboard } from './guest-clipboard'
import { guestLayouts, type Typing, typingOf } from './guest-layouts'

interface ClipboardPanelProps {
  kind: ConsoleKind
  /** What the guest copied last. */
  guestText: string | null
  /** Why nothing can be sent now. */
  reason: string | undefined
  /** What is being typed, in keys. */
  typing: { done: number; all: number } | null
  onSend: (text: string) => void
  onType: (chords: Typing['chords']) => void
  onStop: () => void
  onClose: () => void
}

/** Text to the guest and text from it, for when the browser does not do it by itself. */
export function ClipboardPanel({
  kind,
  guestText,
  typing,
  reason,
  onSend,
  onType,
  onStop,
  onClose,
}: ClipboardPanelProps) {
  const [layout, setLayout] = useRemembered('console.layout', 'us', isLayout)
  const [text, setText] = useState('')
  const [said, setSaid] = useState('')
  const toId = useId()
  const fromId = useId()

  const paste = async () => {
    const found = await readClipboard()
    if (found === null) setSaid(t('The browser does not show its clipboard here: paste into the field.'))
    else setText(found)
  }
  const take = async () => {
    const done = await copy(guestText ?? '')
    setSaid(done ? t('Copied.') : t('The browser did not allow that: select the text and copy it.'))
  }

  const type = () => {
    const { chords, missing } = typingOf(text, layout)
    if (missing.length === 0) {
      setSaid('')
      onType(chords)
    } else {
      setSaid(t('Nothing was typed: this keyboard has no {characters}.', { characters: missing.join(' ') }))
    }
  }
  const sendReason = reason ?? (text === '' ? t('There is no text to send.') : undefined)

  return (
    <section
      aria-label={t('Clipboard')}
      className="flex flex-wrap gap-4 border-line border-b bg-canvas px-4 py-3"
    >
      <div className="flex min-w-60 flex-1 flex-col gap-1">
        <label htmlFor={toId} className="font-medium text-m text-strong">
          {t('To the guest')}
        </label>
        <Textarea id={toId} rows={3} value={text} onChange={event => setText(event.target.value)} />
        <div className="flex flex-wrap items-center gap-2">
          <Button size="s" tone="primary" reason={sendReason} onClick={() => onSend(text)}>
            {kind === 'text' ? t('Type') : t('Send')}
          </Button>
          <Button size="s" icon="paste" onClick={paste}>
            {t('Take from this computer')}
          </Button>
          {kind === 'screen' && beyondLatin(text) && (
            <p className="text-m text-warn">{t('Characters outside of Latin-1 may arrive as “?”.')}</p>
          )}
        </div>
        {kind === 'screen' && (
          <>
            <p className="text-muted text-s">
              {t('Send puts it on the clipboard of the guest. A guest without one has it typed, key by key.')}
            </p>
            <div className="flex flex-wrap items-center gap-2">
              {typing ? (
                <Button size="s" icon="close" onClick={onStop}>
                  {t('Stop typing ({done} of {all})', { done: typing.done, all: typing.all })}
                </Button>
              ) : (
                <Button size="s" icon="keyboard" reason={sendReason} onClick={type}>
                  {t('Type it')}
                </Button>
              )}
              <span className="w-44">
                <Select
                  aria-label={t('Keyboard of the guest')}
                  options={guestLayouts.map(({ id, label }) => ({ value: id, label: told(label) }))}
                  value={layout}
                  onChange={setLayout}
                />
              </span>
            </div>
          </>
        )}
      </div>
      <div className="flex min-w-60 flex-1 flex-col gap-1">
        <label htmlFor={fromId} className="font-medium text-m text-strong">
          {t('From the guest')}
        </label>
        <Textarea
          id={fromId}
          rows={3}
          readOnly
          value={guestText ?? ''}
          placeholder={t('Nothing copied yet')}
        />
        <div className="flex flex-wrap items-center gap-2">
          <Button
            size="s"
            icon="copy"
            reason={guestText ? undefined : t('The guest has copied nothing yet.')}
            onClick={take}
          >
            {t('Copy')}
          </Button>
          <p role="status" className="text-m text-muted">
            {said}
          </p>
        </div>
      </div>
      <IconButton icon="close" label={t('Close clipboard')} size="s" onClick={onClose} />
    </section>
  )
}

const isLayout = (found: unknown): string | undefined => guestLayouts.find(({ id }) => id === found)?.id

/** The clipboard of RFB knows Latin-1 only, unless the server has the extension for more. */
function beyondLatin(text: string): boolean {
  return [...text].some(character => (character.codePointAt(0) ?? 0) > 255)
}
