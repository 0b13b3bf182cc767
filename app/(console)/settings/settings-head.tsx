'use client'

import { usePathname } from 'next/navigation'
import { paths } from '@/app/lib/paths'
import { useCan, useMe } from '@/app/lib/session'
import { PageHeader } from '@/app/parts/page-header'
import { PageTabs } from '@/app/parts/page-tabs'
import { t } from '@/server/shared/text'

interface Part {
  label: string
  pages: { href: string; label: string; shown: boolean }[]
}

/** The pages of settings in parts: with a dozen in one row some would be out of sight on a small screen. */
function useParts(): Part[] {
  const me = useMe()
  const delegates = me?.delegates ?? false
  const parts: Part[] = [
    { label: t('Account'), pages: [{ href: paths.settings, label: t('Account'), shown: true }] },
    { label: t('Preferences'), pages: [{ href: paths.preferences, label: t('Preferences'), shown: true }] },
    {
      label: t('People'),
      pages: [
        { href: paths.users, label: t('Users'), shown: useCan('user.manage') },
        { href: paths.groups, label: t('Groups'), shown: useCan('group.manage') },
        { href: paths.serviceAccounts, label: t('Service accounts'), shown: useCan('service.manage') },
        { href: paths.directories, label: t('Directories'), shown: useCan('directory.manage') },
      ],
    },
    {
      label: t('Access'),
      pages: [
        { href: paths.access, label: t('Grants'), shown: delegates },
        { href: paths.roles, label: t('Roles'), shown: delegates },
        { href: paths.projects, label: t('Projects'), shown: me?.projects ?? false },
      ],
    },
    {
      label: t('Security'),
      pages: [{ href: paths.security, label: t('Security'), shown: useCan('security.manage') }],
    },
    {
      label: t('Audit'),
      pages: [{ href: paths.auditSettings, label: t('Audit'), shown: useCan('audit.configure') }],
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
      <PageHeader title={t('Settings')} />
      <PageTabs
        label={t('Settings pages')}
        tabs={parts.map(part => ({
          // By the address of its page that is open a part is known as the current one.
          href: pageHere(part) ?? part.pages[0]?.href ?? '',
          label: part.label,
        }))}
      />
      {current && current.pages.length > 1 && (
        <PageTabs label={t('{label}: pages', { label: current.label })} tabs={current.pages} />
      )}
    </>
  )
}
