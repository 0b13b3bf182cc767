'use client'

import { Fragment } from 'react'
import { permissionGroups } from '@/app/parts/grant/permission-groups'
import { IconButton } from '@/app/ui/icon-button'
import { Menu, type MenuEntry } from '@/app/ui/menu'
import { Icon } from '@/app/ui/symbol'
import type { RoleInfo } from '@/server/api/types'
import { permissions } from '@/server/catalogue/permissions'
import { t, told } from '@/server/shared/text'
import type { RoleDeed } from './roles'

interface RoleMatrixProps {
  roles: readonly RoleInfo[]
  /** Why roles cannot be composed by who looks; undefined: they can. */
  reason: string | undefined
  onOpen: (deed: RoleDeed) => void
}

const corner = 'sticky left-0 border-line-subtle border-r text-left'

/** Permissions in words against roles. It scrolls by itself; names and words stay in sight. */
export function RoleMatrix({ roles, reason, onOpen }: RoleMatrixProps) {
  return (
    <section aria-label={t('Roles and permissions')} className="ring-inside min-h-0 grow overflow-auto">
      <table className="min-w-full border-separate border-spacing-0 text-m">
        <caption className="sr-only">{t('What each role may do')}</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className={`${corner} top-0 z-2 min-w-80 border-b border-b-line bg-sunken px-4 py-2 align-bottom font-medium`}
            >
              {t('Permission')}
            </th>
            {roles.map(role => (
              <th
                key={role.id}
                scope="col"
                className="sticky top-0 z-1 w-28 min-w-24 border-line border-b bg-sunken px-1 py-2 align-bottom font-medium"
              >
                <span className="flex flex-col items-center gap-1">
                  <span className="max-w-32 break-words text-strong">{role.name}</span>
                  <span className="font-normal text-faint text-s">
                    {role.composed ? t('Composed') : t('Built in')}
                  </span>
                  <Menu
                    align="end"
                    trigger={
                      <IconButton icon="more" size="s" label={t('Actions for {name}', { name: role.name })} />
                    }
                    entries={entriesOf(role, reason, onOpen)}
                  />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissionGroups.map(group => (
            <Fragment key={group.title}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={roles.length + 1}
                  className="border-line-subtle border-b bg-base px-4 pt-4 pb-1 text-left"
                >
                  <span className="title-s sticky left-4">{told(group.title)}</span>
                </th>
              </tr>
              {group.permissions.map(permission => (
                <tr key={permission} className="group">
                  <th
                    scope="row"
                    className={`${corner} border-b bg-base px-4 py-1.5 font-normal group-hover:bg-hover`}
                  >
                    <span className="block text-default">{told(permissions[permission])}</span>
                    <span className="block font-mono text-faint text-s">{permission}</span>
                  </th>
                  {roles.map(role => (
                    <td
                      key={role.id}
                      className="border-line-subtle border-b text-center group-hover:bg-hover"
                    >
                      {role.permissions.includes(permission) ? (
                        <>
                          <Icon name="check" className="mx-auto text-strong" />
                          <span className="sr-only">{t('Yes')}</span>
                        </>
                      ) : (
                        <>
                          <span aria-hidden className="text-faint">
                            ·
                          </span>
                          <span className="sr-only">{t('No')}</span>
                        </>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function entriesOf(
  role: RoleInfo,
  reason: string | undefined,
  onOpen: RoleMatrixProps['onOpen'],
): MenuEntry[] {
  const entry = (deed: 'edit' | 'copy', label: string, icon: 'edit' | 'copy'): MenuEntry => ({
    type: 'item',
    id: deed,
    label,
    icon,
    reason,
    onSelect: () => onOpen({ deed, role }),
  })
  return [
    ...(role.words ? [{ type: 'note' as const, id: 'words', children: told(role.words) }] : []),
    ...(role.composed ? [entry('edit', t('Edit…'), 'edit')] : []),
    entry('copy', t('Copy…'), 'copy'),
    ...(role.composed
      ? [
          { type: 'separator' as const, id: 'before delete' },
          {
            type: 'item' as const,
            id: 'delete',
            label: t('Delete…'),
            icon: 'delete' as const,
            tone: 'danger' as const,
            reason,
            onSelect: () => onOpen({ deed: 'delete', role }),
          },
        ]
      : []),
  ]
}
