'use client'

import { useEffect, useState } from 'react'
import { t } from '@/server/shared/text'
import { cx } from './cx'
import { IconButton } from './icon-button'

interface CopyableProps {
  /** What goes to the clipboard. */
  value: string
  /** What it is, for the button's name: "UUID". */
  label: string
  /** What is shown instead of the value. */
  shown?: string
  mono?: boolean
  /** The button stands there always, not only under the pointer: for what is there to be copied. */
  shownAlways?: boolean
  className?: string
}

const saidForMs = 2_000

/** A value with a button that copies it. The button says when that was done, or that the browser forbade it. */
export function Copyable({
  value,
  label,
  shown = value,
  mono = false,
  shownAlways = false,
  className,
}: CopyableProps) {
  const [said, setSaid] = useState<'copied' | 'refused' | null>(null)
  useEffect(() => {
    if (said === null) return
    const timer = setTimeout(() => setSaid(null), saidForMs)
    return () => clearTimeout(timer)
  }, [said])
  const copy = () => {
    // Absent on pages that were not served securely.
    const clipboard: Clipboard | undefined = navigator.clipboard
    if (!clipboard) {
      setSaid('refused')
      return
    }
    clipboard.writeText(value).then(
      () => setSaid('copied'),
      () => setSaid('refused'),
    )
  }
  return (
    <span className={cx('group/copy inline-flex min-w-0 max-w-full items-center gap-0.5', className)}>
      <span className={cx('truncate', mono && 'font-mono')} title={shown}>
        {shown}
      </span>
      <IconButton
        size="s"
        icon={said === 'copied' ? 'check' : 'copy'}
        label={t('Copy {label}', { label })}
        onClick={copy}
        className={
          shownAlways
            ? undefined
            : 'opacity-0 focus-visible:opacity-100 group-hover/copy:opacity-100 pointer-coarse:opacity-100'
        }
      />
      <span role="status" className={said === 'refused' ? 'text-trouble' : 'sr-only'}>
        {said === 'copied' && t('{label} copied', { label })}
        {said === 'refused' && t('The browser did not allow copying.')}
      </span>
    </span>
  )
}
