'use client'

import { PasswordChangeForm } from '@/app/forms/password-change'
import { useMe } from '@/app/lib/session'
import { Card } from '@/app/ui/card'
import { Facts } from '@/app/ui/facts'
import { confirmDone } from '@/app/ui/toast'
import { OwnSessions } from './own-sessions'
import { OwnTokens } from './own-tokens'

/** One's own account: password, sign-ins, and what this Domus is. */
export function Settings() {
  const me = useMe()
  return (
    <div className="grid items-start gap-4 p-4 lg:grid-cols-2">
      <div className="flex flex-col gap-4">
        <Card title="Account">
          <Facts
            facts={[
              { label: 'User name', value: me?.user.username },
              { label: 'Role', value: me?.user.role },
              { label: 'Domus', value: me && `Version ${me.version}` },
            ]}
          />
        </Card>
        <OwnSessions />
        <OwnTokens />
      </div>
      <Card title="Password">
        <p className="mb-3 text-muted">Changing it signs you out everywhere but here.</p>
        {me && (
          <PasswordChangeForm username={me.user.username} onDone={() => confirmDone('Password changed')} />
        )}
      </Card>
    </div>
  )
}
