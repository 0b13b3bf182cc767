'use client'

import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { Copyable } from '@/app/ui/copyable'
import { Dialog } from '@/app/ui/dialog'
import { t } from '@/server/shared/text'

interface RecoveryCodesDialogProps {
  codes: readonly string[]
  username: string
  onClose: () => void
}

/** Shows recovery codes: this once, as they are kept nowhere. */
export function RecoveryCodesDialog({ codes, username, onClose }: RecoveryCodesDialogProps) {
  const text = codes.join('\n')
  const save = () => {
    const file = new Blob([`Recovery codes of ${username} for Domus at ${window.location.host}\n\n${text}\n`])
    const url = URL.createObjectURL(file)
    const link = document.createElement('a')
    link.href = url
    link.download = 'domus-recovery-codes.txt'
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Your recovery codes')}
      description={t('Each lets you in once instead of the second factor, when you have lost it.')}
      width="s"
      footer={
        <>
          <Button onClick={save}>{t('Save as a file')}</Button>
          <Button tone="primary" onClick={onClose}>
            {t('I have kept them')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <ul
          aria-label={t('Recovery codes')}
          className="grid gap-x-4 gap-y-1 font-mono text-strong sm:grid-cols-2"
        >
          {codes.map(code => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <Copyable
          value={text}
          label={t('all codes')}
          shown={t('All {n} codes', { n: codes.length })}
          shownAlways
        />
        <Banner tone="warn" title={t('They are shown only now.')}>
          {t('Keep them where you find them without your phone, and nobody else does.')}
        </Banner>
      </div>
    </Dialog>
  )
}
