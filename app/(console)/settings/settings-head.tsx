'use client'

import { paths } from '@/app/lib/paths'
import { useCan } from '@/app/lib/session'
import { PageHeader } from '@/app/parts/page-header'
import { PageTabs } from '@/app/parts/page-tabs'

/** The tabs stand only where there is more than one's own account to see. */
export function SettingsHead() {
  const mayManage = useCan('user.manage')
  return (
    <>
      <PageHeader title="Settings" />
      {mayManage && (
        <PageTabs
          label="Settings pages"
          tabs={[
            { href: paths.settings, label: 'Account' },
            { href: paths.users, label: 'Users' },
          ]}
        />
      )}
    </>
  )
}
