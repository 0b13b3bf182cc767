'use client'

import { paths } from '@/app/lib/paths'
import { useMe } from '@/app/lib/session'
import { api } from '@/app/lib/trpc'
import { Menu, type MenuEntry } from '@/app/ui/menu'
import { Icon } from '@/app/ui/symbol'
import { themes, useTheme } from '@/app/ui/theme'
import { say, t, told } from '@/server/shared/text'
import { PageLink } from '../page-link'

const themeLooks = {
  light: { label: say('Light'), icon: 'theme-light' },
  dark: { label: say('Dark'), icon: 'theme-dark' },
  system: { label: say('As the system'), icon: 'theme-system' },
} as const

/** The library is fetched when somebody leaves: nothing else in the console needs it. */
async function leave(): Promise<void> {
  const { signOut } = await import('next-auth/react')
  // Asked before: nobody is signed in after it. Where the provider cannot be asked, one leaves Domus all the same.
  const there = await api.session.signOutThere
    .mutate({ home: new URL(paths.signIn(), window.location.origin).href })
    .catch((error: unknown) => console.warn('sign-out elsewhere', error))
  if (!there?.url) {
    await signOut({ callbackUrl: paths.signIn() })
    return
  }
  await signOut({ redirect: false })
  window.location.assign(there.url)
}

export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const me = useMe()
  const [theme, setTheme] = useTheme()
  const name = me?.user.username ?? ''

  const entries: MenuEntry[] = [
    {
      type: 'note',
      id: 'who',
      children: (
        <>
          <div className="font-medium text-strong">{name}</div>
          <div className="text-faint text-s">
            {me?.user.role}
            {me && t(' · Domus {version}', { version: me.version })}
          </div>
        </>
      ),
    },
    { type: 'separator', id: 'after-who' },
    {
      type: 'choices',
      id: 'theme',
      label: t('Theme'),
      value: theme,
      options: themes.map(value => ({ value, ...themeLooks[value], label: told(themeLooks[value].label) })),
      onChange: value => {
        const chosen = themes.find(one => one === value)
        if (chosen) setTheme(chosen)
      },
    },
    { type: 'separator', id: 'after-theme' },
    {
      type: 'item',
      id: 'shortcuts',
      label: t('Keyboard shortcuts'),
      icon: 'keyboard',
      shortcut: '?',
      onSelect: onShortcuts,
    },
    {
      type: 'link',
      id: 'help',
      label: t('Help'),
      icon: 'info',
      render: <PageLink href={paths.help} />,
    },
    {
      type: 'link',
      id: 'preferences',
      label: t('Preferences'),
      icon: 'preferences',
      render: <PageLink href={paths.preferences} />,
    },
    {
      type: 'link',
      id: 'requests',
      label: t('Requests'),
      icon: 'alarm',
      render: <PageLink href={paths.requests} />,
    },
    {
      type: 'link',
      id: 'settings',
      label: t('Settings'),
      icon: 'settings',
      render: <PageLink href={paths.settings} />,
    },
    {
      type: 'link',
      id: 'password',
      label: t('Change password'),
      icon: 'key',
      render: <PageLink href={paths.changePassword} />,
    },
    { type: 'separator', id: 'after-password' },
    {
      type: 'item',
      id: 'sign-out',
      label: t('Sign out'),
      icon: 'sign-out',
      onSelect: () => void leave(),
    },
  ]
  return (
    <Menu
      align="end"
      entries={entries}
      trigger={
        <button
          type="button"
          aria-label={name ? t('User menu of {name}', { name }) : t('User menu')}
          className="inline-flex h-control-s shrink-0 items-center gap-1.5 rounded-control px-2 text-default text-m transition-colors hover:bg-hover data-popup-open:bg-press"
        >
          <Icon name="user-menu" className="text-muted" />
          <span className="max-w-32 truncate max-md:hidden">{name}</span>
          <Icon name="collapse" size={14} className="text-faint" />
        </button>
      }
    />
  )
}
