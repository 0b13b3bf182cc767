'use client'

import { useState } from 'react'
import { absoluteTime, count } from '@/app/lib/format'
import { useOwnSecurity } from '@/app/lib/own-security'
import { appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { Skeleton } from '@/app/ui/skeleton'
import type { PasskeyInfo } from '@/server/api/types'
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
          With a second factor, somebody who learns your password still cannot sign in as you.
        </p>
      )}
      {some && required && <p className="text-muted">Your role requires one: the last one stays.</p>}
      <ul aria-label="Second factors">
        <FactorLine
          name="Authenticator app"
          about={
            totp === null
              ? 'Not set up. An app on your phone shows a new code every 30 seconds.'
              : `Set up ${absoluteTime(totp)}`
          }
        >
          {totp !== null && (
            <Button
              size="s"
              aria-label="Remove the authenticator app"
              onClick={() => setDeed({ kind: 'remove app' })}
            >
              Remove
            </Button>
          )}
          <Button size="s" onClick={() => setDeed({ kind: 'set up app' })}>
            {totp === null ? 'Set up app' : 'Set up anew'}
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
          name={passkeys.length === 0 ? 'Passkeys' : 'Another passkey'}
          about="On your device, your phone or a security key. One that asks for a PIN or a finger signs in alone."
        >
          <Button size="s" onClick={() => setDeed({ kind: 'add passkey' })}>
            Register a passkey
          </Button>
        </FactorLine>
        {some && (
          <FactorLine
            name="Recovery codes"
            about={recoveryCodes === 0 ? 'None are left.' : `${count(recoveryCodes, 'code')} left`}
          >
            <Button size="s" onClick={() => setDeed({ kind: 'make codes' })}>
              Make new codes
            </Button>
          </FactorLine>
        )}
      </ul>
      {some && recoveryCodes <= 2 && (
        <Banner
          tone="warn"
          title={recoveryCodes === 0 ? 'No recovery codes are left' : 'Few recovery codes are left'}
        >
          Make new ones before you lose the other factors.
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
