'use client'

import { useMutation } from '@tanstack/react-query'
import { absoluteTime } from '@/app/lib/format'
import { paths } from '@/app/lib/paths'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { Copyable } from '@/app/ui/copyable'
import { Dialog } from '@/app/ui/dialog'
import type { UserInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Asks, then shows a link by which the user chooses a password: this once, as it is kept nowhere. */
export function UserResetLinkDialog({ user, onClose }: { user: UserInfo; onClose: () => void }) {
  const { id, username } = user
  const make = useMutation(trpc.user.resetLink.mutationOptions({ gcTime: 0 }))
  if (!make.data) {
    return (
      <ConfirmDialog
        open
        onClose={onClose}
        onConfirm={() => make.mutate({ id })}
        title={t('Make a link for {username}?', { username })}
        body={t(
          'Who opens it chooses a new password, without the old one. It works once, for a day. Until then nothing changes; an earlier link works no more.',
        )}
        verb={t('Make link')}
        tone="primary"
        submitting={make.isPending}
        error={make.error ? <ErrorNote error={appError(make.error)} className="mt-3" /> : null}
      />
    )
  }
  const { token, expiresAt } = make.data
  const link = window.location.origin + paths.resetPassword(token)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('A link for {username}', { username })}
      footer={
        <Button tone="primary" onClick={onClose}>
          {t('Done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <div>
          {/* Whole: without HTTPS a browser may not copy it. */}
          <p className="wrap-anywhere font-mono text-strong">{link}</p>
          <Copyable value={link} label={t('link')} shown={t('Copy it')} shownAlways />
        </div>
        <Banner tone="warn" title={t('It is shown only now.')}>
          {t(
            'Hand it over in a safe way: whoever has it can choose the password. It works once, until {time}.',
            { time: absoluteTime(expiresAt) },
          )}
        </Banner>
      </div>
    </Dialog>
  )
}
