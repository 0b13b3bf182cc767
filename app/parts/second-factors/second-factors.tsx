'use client'

import { useState } from 'react'
import { absoluteTime } from '@/app/lib/format'
import { useOwnSecurity } from '@/app/lib/own-security'
import { appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { Skeleton } from '@/app/ui/skeleton'
import type { PasskeyInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { FactorLine } from './factor-line'
import { PasskeyLine } from './passkey-line'

const TotpSetUpDialog = onDemandPart(() =>
  import('@/app/forms/totp-set-up').then(found => found.TotpSetUpDialog),
)
const PasskeyAddDialog = onDemandPart(() =>
  import('@/app/forms/passkey-add').then(found => found.PasskeyAddDialog),
)
const PasskeyRenameDialog = onDemandPart(() =>
  import('@/app/forms/passkey-rename').then(found => found.PasskeyRenameDialog),
)
const RecoveryCodesMakeDialog = onDemandPart(() =>
  import('@/app/forms/recovery-codes-make').then(found => found.RecoveryCodesMakeDialog),
)
const FactorRemoveDialog = onDemandPart(() =>
  import('@/app/forms/factor-remove').then(found => found.FactorRemoveDialog),
)

type Deed =
  | { kind: 'set up app' | 'remove app' | 'add passkey' | 'make codes' }
  | { kind: 'rename passkey' | 'remove passkey'; passkey: PasskeyInfo }

/** One's own second factors: what there is, and how to set up, rename and remove them. */
export function SecondFactors() {
  const security = useOwnSecurity()
  const [deed, setDeed] = useState<Deed | null>(null)
  const close = () => setDeed(null)
  if (security.error) return <ErrorNote error={appError(security.error)} live="status" />
  if (!security.data) return <Skeleton className="w-60" />
  const { required, totp, recoveryCodes, passkeys } = security.data
  const some = totp !== null || passkeys.length > 0
  return (
    <div className="flex flex-col gap-3">
      {!some && (
        <p className="text-muted">
          {t('With a second factor, somebody who learns your password still cannot sign in as you.')}
        </p>
      )}
      {some && required && <p className="text-muted">{t('Your role requires one: the last one stays.')}</p>}
      <ul aria-label={t('Second factors')}>
        <FactorLine
          name={t('Authenticator app')}
          about={
            totp === null
              ? t('Not set up. An app on your phone shows a new code every 30 seconds.')
              : t('Set up {time}', { time: absoluteTime(totp) })
          }
        >
          {totp !== null && (
            <Button
              size="s"
              aria-label={t('Remove the authenticator app')}
              onClick={() => setDeed({ kind: 'remove app' })}
            >
              {t('Remove')}
            </Button>
          )}
          <Button size="s" onClick={() => setDeed({ kind: 'set up app' })}>
            {totp === null ? t('Set up app') : t('Set up anew')}
          </Button>
        </FactorLine>
        {passkeys.map(passkey => (
          <PasskeyLine
            key={passkey.id}
            passkey={passkey}
            onRename={() => setDeed({ kind: 'rename passkey', passkey })}
            onRemove={() => setDeed({ kind: 'remove passkey', passkey })}
          />
        ))}
        <FactorLine
          name={passkeys.length === 0 ? t('Passkeys') : t('Another passkey')}
          about={t(
            'On your device, your phone or a security key. One that asks for a PIN or a finger signs in alone.',
          )}
        >
          <Button size="s" onClick={() => setDeed({ kind: 'add passkey' })}>
            {t('Register a passkey')}
          </Button>
        </FactorLine>
        {some && (
          <FactorLine
            name={t('Recovery codes')}
            about={
              recoveryCodes === 0
                ? t('None are left.')
                : t('{n, plural, one {# code} other {# codes}} left', { n: recoveryCodes })
            }
          >
            <Button size="s" onClick={() => setDeed({ kind: 'make codes' })}>
              {t('Make new codes')}
            </Button>
          </FactorLine>
        )}
      </ul>
      {some && recoveryCodes <= 2 && (
        <Banner
          tone="warn"
          title={recoveryCodes === 0 ? t('No recovery codes are left') : t('Few recovery codes are left')}
        >
          {t('Make new ones before you lose the other factors.')}
        </Banner>
      )}
      {deed && <FactorDialog deed={deed} onClose={close} />}
    </div>
  )
}

function FactorDialog({ deed, onClose }: { deed: Deed; onClose: () => void }) {
  switch (deed.kind) {
    case 'set up app':
      return <TotpSetUpDialog onClose={onClose} />
    case 'add passkey':
      return <PasskeyAddDialog onClose={onClose} />
    case 'make codes':
      return <RecoveryCodesMakeDialog onClose={onClose} />
    case 'rename passkey':
      return <PasskeyRenameDialog passkey={deed.passkey} onClose={onClose} />
    case 'remove passkey':
      return <FactorRemoveDialog passkey={deed.passkey} onClose={onClose} />
    case 'remove app':
      return <FactorRemoveDialog passkey={null} onClose={onClose} />
  }
}
