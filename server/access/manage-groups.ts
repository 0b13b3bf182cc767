import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import { worded } from '@/server/shared/text'
import type { Book } from './engine/book'
import { type Actor, type Locked, lockedAccess, mustBeAbleToAdd } from './grant-deeds'
import { addMemberIn, type Member, ownSource, removeMember } from './groups'
import type { Rights } from './rights'
import { isTaken } from './taken'

/** A group as it is listed. `people` counts users who are in it directly or through other groups. */
export interface GroupInfo {
  id: string
  name: string
  description: string
  /** Direct members: users and groups. */
  members: number
  people: number
  /** Whether a directory or provider says who is in it. */
  outside: boolean
  createdAt: string
}

/** Where a membership comes from: Domus, or a directory or provider by its name. */
export interface MembershipSource {
  id: string
  name: string
}

export interface MemberInfo {
  kind: 'person' | 'service' | 'group'
  id: string
  name: string
  disabled: boolean
  sources: MembershipSource[]
}

export interface GroupDetail {
  id: string
  name: string
  description: string
  createdAt: string
  members: MemberInfo[]
  /** The groups it is a direct member of. */
  within: { id: string; name: string }[]
}

/** A group someone is in: by whom that is said, or through which other groups. */
export interface GroupOfUser {
  id: string
  name: string
  sources: MembershipSource[]
  through: string[]
}

/** Who could be put into a group. */
export interface MemberCandidate {
  kind: MemberInfo['kind']
  id: string
  name: string
}

/**
 * Groups as those who hold `group.manage` change them. Memberships that a directory or provider tells are only read
 * here: the next sign-in would bring them back.
 *
 * @throws AppError 'not-found' for a group that is gone, 'conflict' for a name that is taken, 'refused' with the rule.
 */
export function createGroupAdmin({ db, rights }: { db: Db; rights: Pick<Rights, 'refresh'> }) {
  const locked = async <T>(act: (tx: Locked, book: Book) => Promise<T>) => {
    const result = await lockedAccess(db, act)
    await rights.refresh()
    return result
  }

  async function namesOfSources(): Promise<(id: string) => MembershipSource> {
    const names = new Map([[ownSource, 'Domus']])
    for (const { id, name } of await db.identityProvider.findMany({ select: { id: true, name: true } }))
      names.set(id, name)
    return id => ({ id, name: names.get(id) ?? 'A directory that is gone' })
  }

  async function named<T>(name: string, write: () => Promise<T>): Promise<T> {
    try {
      return await write()
    } catch (error) {
      if (!isTaken(error)) throw error
      throw appError('conflict', worded('There is a group {name} already.', { name }), { field: 'name' })
    }
  }

  return {
    async list(): Promise<GroupInfo[]> {
      const groups = await db.group.findMany({
        orderBy: { name: 'asc' },
        include: { members: { select: { userId: true, memberGroupId: true, source: true } } },
      })
      const people = await db.$queryRaw<{ id: string; people: number }[]>`
        WITH RECURSIVE inside AS (
          SELECT id AS top, id FROM "Group"
          UNION
          SELECT inside.top, "memberGroupId" FROM inside
            JOIN "GroupMember" ON "groupId" = inside.id WHERE "memberGroupId" IS NOT NULL
        )
        SELECT top AS id, count(DISTINCT "userId")::int AS people
          FROM inside JOIN "GroupMember" ON "groupId" = inside.id GROUP BY top`
      const peopleOf = new Map(people.map(row => [row.id, row.people]))
      return groups.map(({ id, name, description, createdAt, members }) => ({
        id,
        name,
        description,
        members: new Set(members.map(one => one.userId ?? one.memberGroupId)).size,
        people: peopleOf.get(id) ?? 0,
        outside: members.some(one => one.source !== ownSource),
        createdAt: createdAt.toISOString(),
      }))
    },

    async get(id: string): Promise<GroupDetail> {
      const [group, sourceOf] = await Promise.all([
        db.group.findUnique({
          where: { id },
          include: {
            members: { include: { user: true, memberGroup: true } },
            within: { include: { group: true } },
          },
        }),
        namesOfSources(),
      ])
      if (!group) throw gone()
      const members = new Map<string, MemberInfo>()
      for (const { user, memberGroup, source } of group.members) {
        const member = user
          ? {
              kind: user.kind === 'service' ? ('service' as const) : ('person' as const),
              id: user.id,
              name: user.username,
              disabled: user.disabledAt !== null,
            }
          : memberGroup
            ? { kind: 'group' as const, id: memberGroup.id, name: memberGroup.name, disabled: false }
            : undefined
        if (!member) continue
        const sources = [...(members.get(member.id)?.sources ?? []), sourceOf(source)]
        members.set(member.id, { ...member, sources })
      }
      const within = new Map(group.within.map(one => [one.group.id, one.group.name]))
      return {
        id,
        name: group.name,
        description: group.description,
        createdAt: group.createdAt.toISOString(),
        members: [...members.values()].sort((a, b) => a.name.localeCompare(b.name)),
        within: [...within].map(([id, name]) => ({ id, name })),
      }
    },

    /** The name of a group, for the sentence in the log. */
    async nameOf(id: string): Promise<string> {
      const group = await db.group.findUnique({ where: { id } })
      if (!group) throw gone()
      return group.name
    },

    async nameOfMember(member: Member): Promise<string> {
      if ('group' in member) return this.nameOf(member.group)
      const user = await db.user.findUnique({ where: { id: member.user } })
      if (!user) throw appError('not-found', 'This user is gone.')
      return user.username
    },

    /** The groups of a user, with where each comes from. */
    async ofUser(userId: string): Promise<GroupOfUser[]> {
      const [rows, sourceOf] = await Promise.all([
        db.$queryRaw<{ id: string; name: string; sources: string[]; through: string[] }[]>`
          WITH RECURSIVE within AS (
            SELECT "groupId", "source", NULL::text AS via FROM "GroupMember" WHERE "userId" = ${userId}
            UNION
            SELECT above."groupId", NULL, within."groupId"
              FROM "GroupMember" AS above JOIN within ON above."memberGroupId" = within."groupId"
          )
          SELECT "Group".id, "Group".name,
              coalesce(array_agg(DISTINCT within."source") FILTER (WHERE within."source" IS NOT NULL), '{}') AS sources,
              coalesce(array_agg(DISTINCT via.name) FILTER (WHERE via.name IS NOT NULL), '{}') AS through
            FROM within JOIN "Group" ON "Group".id = within."groupId" LEFT JOIN "Group" AS via ON via.id = within.via
            GROUP BY "Group".id, "Group".name ORDER BY lower("Group".name)`,
        namesOfSources(),
      ])
      return rows.map(({ sources, ...row }) => ({ ...row, sources: sources.map(sourceOf) }))
    },

    /** Users and groups whose name holds the text and who are no members by hand yet, the first twenty. */
    async candidates(groupId: string, text: string): Promise<MemberCandidate[]> {
      const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
      const rows = await db.$queryRaw<MemberCandidate[]>`
        SELECT kind, id, username AS name FROM "User" WHERE username ILIKE ${like} AND NOT EXISTS (
            SELECT 1 FROM "GroupMember" WHERE "groupId" = ${groupId} AND "userId" = "User".id AND "source" = ${ownSource})
        UNION ALL
        SELECT 'group', id, name FROM "Group" WHERE name ILIKE ${like} AND id <> ${groupId} AND NOT EXISTS (
            SELECT 1 FROM "GroupMember" WHERE "groupId" = ${groupId} AND "memberGroupId" = "Group".id AND "source" = ${ownSource})
        ORDER BY 3 LIMIT 20`
      return rows
    },

    create: (name: string, description: string): Promise<{ id: string }> =>
      named(name, async () => ({ id: (await db.group.create({ data: { name, description } })).id })),

    async update(id: string, name: string, description: string): Promise<void> {
      const { count } = await named(name, () =>
        db.group.updateMany({ where: { id }, data: { name, description } }),
      )
      if (count === 0) throw gone()
    },

    async remove(id: string): Promise<void> {
      const { count } = await locked(tx => tx.group.deleteMany({ where: { id } }))
      if (count === 0) throw gone()
    },

    /** Whoever adds a member gives them all that the group holds: they have to be able to. */
    async add(by: Actor, id: string, member: Member): Promise<void> {
      const added = await locked((tx, book) => {
        mustBeAbleToAdd(book, by, id)
        return addMemberIn(tx, id, member)
      })
      if (added) return
      throw appError(
        'conflict',
        worded('{value} is a member already.', { value: await this.nameOfMember(member) }),
      )
    },

    async take(id: string, member: Member): Promise<void> {
      if (await locked(tx => removeMember(tx, id, member))) return
      const where = {
        groupId: id,
        ...('user' in member ? { userId: member.user } : { memberGroupId: member.group }),
      }
      const other = await db.groupMember.findFirst({ where })
      if (!other) throw appError('not-found', 'This membership is gone.')
      const { name } = (await namesOfSources())(other.source)
      throw appError('refused', worded('This membership comes from {name}.', { name }), {
        next: 'It ends when it ends there, or when the directory’s groups are assigned otherwise.',
      })
    },
  }
}

const gone = () => appError('not-found', 'This group is gone.')
