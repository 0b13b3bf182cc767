'use client'

import { PasswordChangeForm } from '@/app/forms/password-change'
import { useOwnSecurity } from '@/app/lib/own-security'
import { useMe } from '@/app/lib/session'
import { Card } from '@/app/ui/card'
import { confirmDone } from '@/app/ui/toast'
import { t } from '@/server/shared/text'

/** One's own password, where one has one here. */
export function OwnPassword() {
  const me = useMe()
  const security = useOwnSecurity()
  return (
    <Card title={t('Password')}>
      {security.data?.hasPassword === false ? (
        <p className="text-muted">
          {t(
            'You sign in without a password of Domus. An administrator can make a link by which you choose one.',
          )}
        </p>
      ) : (
        <>
          <p className="mb-3 text-muted">{t('Changing it signs you out everywhere but here.')}</p>
          {me && (
            <PasswordChangeForm
              username={me.user.username}
              onDone={() => confirmDone(t('Password changed'))}
            />
          )}
        </>
      )}
    </Card>
  )
}
