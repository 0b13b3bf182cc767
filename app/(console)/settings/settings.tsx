'use client'

import { useMe } from '@/app/lib/session'
import { SecondFactors } from '@/app/parts/second-factors/second-factors'
import { Card } from '@/app/ui/card'
import { Facts } from '@/app/ui/facts'
import { t } from '@/server/shared/text'
import { OwnPassword } from './own-password'
import { OwnPoolCredentials } from './own-pool-credentials'
import { OwnSessions } from './own-sessions'
import { OwnTokens } from './own-tokens'

/** One's own account: password, sign-ins, and what this Domus is. */
export function Settings() {
  const me = useMe()
  return (
    <div className="grid items-start gap-4 p-4 lg:grid-cols-2">
      <div className="flex flex-col gap-4">
        <Card title={t('Account')}>
          <Facts
            facts={[
              { label: t('User name'), value: me?.user.username },
              { label: t('Role'), value: me?.user.role },
              { label: t('Domus'), value: me && t('Version {version}', { version: me.version }) },
            ]}
          />
        </Card>
        <OwnSessions />
        <OwnTokens />
        <OwnPoolCredentials />
      </div>
      <div className="flex flex-col gap-4">
        <OwnPassword />
        <Card title={t('Second factor')}>
          <SecondFactors />
        </Card>
      </div>
    </div>
  )
}
