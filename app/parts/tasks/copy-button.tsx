'use client'

import { useState } from 'react'
import { IconButton } from '@/app/ui/icon-button'
import { confirmDone } from '@/app/ui/toast'
import { t } from '@/server/shared/text'

/** Copies what `text` gives at the press. Says so, or that the browser forbade it. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const [refused, setRefused] = useState(false)
  const copy = async () => {
    try {
      // Absent on pages that were not served securely.
      await navigator.clipboard.writeText(text())
      setRefused(false)
      confirmDone(t('Copied'))
    } catch {
      setRefused(true)
    }
  }
  return (
    <>
      <IconButton size="s" icon="copy" label={label} onClick={() => void copy()} />
      {refused && (
        <span role="alert" className="text-trouble">
          {t('The browser did not allow copying.')}
        </span>
      )}
    </>
  )
}
