import { isPermission, roleNames } from '@/server/catalogue/permissions'
import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import type { RoleGiven } from '@/server/shared/role'
import { worded } from '@/server/shared/text'
import { type Actor, type Locked, lockedAccess } from './grant-deeds'
import type { Rights } from './rights'
import { isTaken } from './taken'

/**
 * Roles composed by who holds `access.manage`: a change holds at once for all who have one, and for what they built on
 * it, which never comes to more.
 *
 * @throws AppError 'not-found', 'conflict' for a name that is taken, 'refused' while somebody has the role.
 */
export function createRoleAdmin({ db, rights }: { db: Db; rights: Pick<Rights, 'refresh'> }) {
  async function written<T>(name: string, write: (tx: Locked) => Promise<T>): Promise<T> {
    if (roleNames.includes(name.toLowerCase())) {
      throw appError('conflict', worded('There is a role {name} already.', { name }), { field: 'name' })
    }
    try {
      const result = await lockedAccess(db, write)
      await rights.refresh()
      return result
    } catch (error) {
      if (!isTaken(error)) throw error
      throw appError('conflict', worded('There is a role {name} already.', { name }), { field: 'name' })
    }
  }
  const dataOf = ({ name, description, permissions }: RoleGiven) => ({
    name,
    description,
    permissions: [...new Set(permissions.filter(isPermission))],
  })

  return {
    async nameOf(id: string): Promise<string> {
      const role = await db.role.findUnique({ where: { id } })
      if (!role) throw gone()
      return role.name
    },
    create: (by: Actor, given: RoleGiven): Promise<{ id: string }> =>
      written(given.name, async tx => {
        const { id } = await tx.role.create({ data: { ...dataOf(given), createdBy: by.username } })
        return { id }
      }),
    update: (id: string, given: RoleGiven): Promise<void> =>
      written(given.name, async tx => {
        const { count } = await tx.role.updateMany({ where: { id }, data: dataOf(given) })
        if (count === 0) throw gone()
      }),
    /** `withGrants`: what gives it is revoked, with what was built on that. */
    async remove(id: string, withGrants: boolean): Promise<void> {
      await lockedAccess(db, async tx => {
        const used = await tx.grant.count({ where: { roleId: id } })
        if (used > 0 && !withGrants) {
          throw appError('refused', `${used === 1 ? 'A grant gives' : `${used} grants give`} this role.`, {
            next: 'Revoke them first.',
          })
        }
        await tx.grant.deleteMany({ where: { roleId: id } })
        const { count } = await tx.role.deleteMany({ where: { id } })
        if (count === 0) throw gone()
      })
      await rights.refresh()
    },
  }
}

const gone = () => appError('not-found', 'This role is gone.')
