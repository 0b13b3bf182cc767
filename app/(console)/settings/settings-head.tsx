'use client'

import { usePathname } from 'next/navigation'
import { paths } from '@/app/lib/paths'
import { useCan, useMe } from '@/app/lib/session'
import { PageHeader } from '@/app/parts/page-header'
import { PageTabs } from '@/app/parts/page-tabs'

interface Part {
  label: string
  pages: { href: string; label: string; shown: boolean }[]
}

/** The pages of settings in parts: with a dozen in one row some would be out of sight on a small screen. */
function useParts(): Part[] {
  const me = useMe()
  const delegates = me?.delegates ?? false
  const parts: Part[] = [
    { label: 'Account', pages: [{ href: paths.settings, label: 'Account', shown: true }] },
    { label: 'Preferences', pages: [{ href: paths.preferences, label: 'Preferences', shown: true }] },
    {
      label: 'People',
      pages: [
        { href: paths.users, label: 'Users', shown: useCan('user.manage') },
        { href: paths.groups, label: 'Groups', shown: useCan('group.manage') },
        { href: paths.serviceAccounts, label: 'Service accounts', shown: useCan('service.manage') },
        { href: paths.directories, label: 'Directories', shown: useCan('directory.manage') },
      ],
    },
    {
      label: 'Access',
      pages: [
        { href: paths.access, label: 'Grants', shown: delegates },
        { href: paths.roles, label: 'Roles', shown: delegates },
        { href: paths.projects, label: 'Projects', shown: me?.projects ?? false },
      ],
    },
    {
      label: 'Security',
      pages: [{ href: paths.security, label: 'Security', shown: useCan('security.manage') }],
    },
    {
      label: 'Audit',
      pages: [{ href: paths.auditSettings, label: 'Audit', shown: useCan('audit.configure') }],
    },
  ]
  return parts
    .map(part => ({ ...part, pages: part.pages.filter(page => page.shown) }))
    .filter(part => part.pages.length > 0)
}

export function SettingsHead() {
  const here = usePathname()
  const parts = useParts()
  const pageHere = ({ pages }: Part) =>
    pages.find(({ href }) => here === href || here.startsWith(`${href}/`))?.href
  // The address of the first is above all others.
  const current = parts.findLast(part => pageHere(part) !== undefined)
  return (
    <>
      <PageHeader title="Settings" />
      <PageTabs
        label="Settings pages"
        tabs={parts.map(part => ({
          // By the address of its page that is open a part is known as the current one.
          href: pageHere(part) ?? part.pages[0]?.href ?? '',
          label: part.label,
        }))}
      />
      {current && current.pages.length > 1 && (
        <PageTabs label={`${current.label}: pages`} tabs={current.pages} />
      )}
    </>
  )
}
