'use client'

import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { Copyable } from '@/app/ui/copyable'
import { Dialog } from '@/app/ui/dialog'
import { Facts } from '@/app/ui/facts'
import { t } from '@/server/shared/text'

interface FirstPasswordDialogProps {
  title: string
  username: string
  password: string
  onClose: () => void
}

/** Shows a password that was made for somebody: this once, as it is kept nowhere. */
export function FirstPasswordDialog({ title, username, password, onClose }: FirstPasswordDialogProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      width="s"
      footer={
        <Button tone="primary" onClick={onClose}>
          {t('Done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Facts
          facts={[
            { label: t('User name'), value: username },
            {
              label: t('Password'),
              value: (
                <Copyable value={password} label={t('password')} mono shownAlways className="text-strong" />
              ),
            },
          ]}
        />
        <Banner tone="warn" title={t('It is shown only now.')}>
          {t('Hand it over in a safe way. It has to be changed at the next sign-in.')}
        </Banner>
      </div>
    </Dialog>
  )
}
