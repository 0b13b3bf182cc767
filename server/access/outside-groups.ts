import type { AuditLog } from '@/server/audit/record'
import type { Db } from '@/server/db/client'
import { sameDn } from './directory/filter'
import type { Provider } from './providers'

/**
 * Makes somebody's memberships by a directory or provider what it says now: `external` are their groups there, of which
 * those count that are assigned to a group here. Writes down what changed.
 */
export async function takeOver(
  { db, audit }: { db: Db; audit: AuditLog },
  provider: Provider,
  userId: string,
  external: readonly string[],
): Promise<void> {
  const same = provider.kind === 'ldap' ? sameDn : (name: string) => name
  const there = new Set(external.map(same))
  const wanted = new Set(provider.groups.filter(one => there.has(same(one.external))).map(one => one.groupId))
  const source = provider.id
  const { added, ended } = await db.$transaction(async tx => {
    const before = await tx.groupMember.findMany({ where: { userId, source } })
    const ended = before.filter(one => !wanted.has(one.groupId)).map(one => one.groupId)
    const added = [...wanted].filter(groupId => !before.some(one => one.groupId === groupId))
    await tx.groupMember.deleteMany({ where: { userId, source, groupId: { in: ended } } })
    const rows = added.map(groupId => ({ groupId, userId, source }))
    await tx.groupMember.createMany({ data: rows, skipDuplicates: true })
    return { added, ended }
  })
  if (added.length + ended.length === 0) return
  const [user, groups] = await Promise.all([
    db.user.findUniqueOrThrow({ where: { id: userId } }),
    db.group.findMany({ where: { id: { in: [...added, ...ended] } } }),
  ])
  const names = (ids: string[]) => groups.filter(one => ids.includes(one.id)).map(one => one.name)
  await audit.note({
    userName: provider.name,
    address: '',
    action: 'group.takeOver',
    sentence: `Change the groups of ${user.username} as ${provider.name} says`,
    object: { class: 'user', uuid: userId, ref: '', name: user.username },
    params: { added: names(added), ended: names(ended) },
    result: 'succeeded',
  })
}
