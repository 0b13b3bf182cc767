import { z } from 'zod'
import type { Db } from '@/server/db/client'
import type { Prisma } from '@/server/db/generated/client'
import { defineTopic } from '@/server/db/topic'
import { appError } from '@/server/errors'

/** Told by the database when someone or something becomes a member of a group, or is none any more. */
export const membershipChanged = defineTopic('membership.changed', z.object({ group: z.string() }))

/** Where a membership made by hand comes from; all others name the directory or provider that says so. */
export const ownSource = 'domus'

/** Who is put into a group: a user or another group. */
export type Member = { user: string } | { group: string }

type Asking = Pick<Db, '$queryRaw'>

/** The ids of all groups a user is in, directly or through other groups. One query, whatever the nesting. */
export async function groupsOf(db: Asking, userId: string): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ groupId: string }[]>`
    WITH RECURSIVE within AS (
      SELECT "groupId" FROM "GroupMember" WHERE "userId" = ${userId}
      UNION
      SELECT above."groupId" FROM "GroupMember" AS above JOIN within ON above."memberGroupId" = within."groupId"
    )
    SELECT "groupId" FROM within`
  return new Set(rows.map(row => row.groupId))
}

/**
 * Puts a user or a group into a group. False if they were in it already from this source. Groups form no circle: all
 * who nest one wait for one lock, so that two requests at once can't close one between them.
 *
 * @throws AppError 'not-found' when either is gone, 'refused' when the group would be within itself.
 */
export function addMember(db: Db, groupId: string, member: Member, source = ownSource): Promise<boolean> {
  return db.$transaction(tx => addMemberIn(tx, groupId, member, source))
}

/** The same within a transaction. */
export async function addMemberIn(
  tx: Prisma.TransactionClient,
  groupId: string,
  member: Member,
  source = ownSource,
): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('domus groups'))`
  const group = await tx.group.findUnique({ where: { id: groupId } })
  if (!group) throw appError('not-found', 'This group is gone.')
  if ('user' in member) {
    if (!(await tx.user.findUnique({ where: { id: member.user } })))
      throw appError('not-found', 'This user is gone.')
  } else await refuseCircle(tx, group, member.group)
  const row = { groupId, ...columnsOf(member), source }
  const { count } = await tx.groupMember.createMany({ data: [row], skipDuplicates: true })
  return count > 0
}

/** Takes a user or a group out of a group. False if they were not in it from this source. */
export async function removeMember(
  db: Pick<Db, 'groupMember'>,
  groupId: string,
  member: Member,
  source = ownSource,
): Promise<boolean> {
  const { count } = await db.groupMember.deleteMany({ where: { groupId, ...columnsOf(member), source } })
  return count > 0
}

const columnsOf = (member: Member) =>
  'user' in member ? { userId: member.user } : { memberGroupId: member.group }

/** A group that is inside `memberId` cannot hold it as well. */
async function refuseCircle(
  tx: Prisma.TransactionClient,
  group: { id: string; name: string },
  memberId: string,
): Promise<void> {
  const member = await tx.group.findUnique({ where: { id: memberId } })
  if (!member) throw appError('not-found', 'This group is gone.')
  const above = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE above AS (
      SELECT ${group.id}::text AS id
      UNION
      SELECT "groupId" FROM "GroupMember" JOIN above ON "memberGroupId" = above.id
    )
    SELECT id FROM above`
  if (!above.some(({ id }) => id === memberId)) return
  throw appError(
    'refused',
    memberId === group.id
      ? 'A group cannot be a member of itself.'
      : `${group.name} is a member of ${member.name}, directly or through other groups.`,
    memberId === group.id ? {} : { next: 'Two groups cannot be members of each other.' },
  )
}
