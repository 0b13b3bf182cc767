'use client'

import { paths } from '@/app/lib/paths'
import { useCan, useMe } from '@/app/lib/session'
import { PageHeader } from '@/app/parts/page-header'
import { PageTabs } from '@/app/parts/page-tabs'

export function SettingsHead() {
  const tabs = [
    { href: paths.settings, label: 'Account', shown: true },
    { href: paths.preferences, label: 'Preferences', shown: true },
    { href: paths.users, label: 'Users', shown: useCan('user.manage') },
    { href: paths.access, label: 'Access', shown: useMe()?.delegates ?? false },
    { href: paths.roles, label: 'Roles', shown: useMe()?.delegates ?? false },
    { href: paths.projects, label: 'Projects', shown: useMe()?.projects ?? false },
    { href: paths.groups, label: 'Groups', shown: useCan('group.manage') },
    { href: paths.serviceAccounts, label: 'Service accounts', shown: useCan('service.manage') },
    { href: paths.security, label: 'Security', shown: useCan('security.manage') },
    { href: paths.directories, label: 'Directories', shown: useCan('directory.manage') },
    { href: paths.auditSettings, label: 'Audit', shown: useCan('audit.configure') },
  ].filter(tab => tab.shown)
  return (
    <>
      <PageHeader title="Settings" />
      <PageTabs label="Settings pages" tabs={tabs} />
    </>
  )
}
