import { z } from 'zod'
import type { Db } from '@/server/db/client'
import type { Grant } from '@/server/db/generated/client'
import { defineTopic } from '@/server/db/topic'
import type { BookFacts, GrantFacts } from './engine/book'
import { scopeKinds } from './engine/scope'

/** Told by the database when a grant, a composed role or what belongs to a project changes. */
export const accessChanged = defineTopic('access.changed', z.object({}))

type Reading = Pick<Db, 'grant' | 'role' | 'groupMember' | 'projectObject'>

/** Everything that says who may do what. In a transaction it is what that sees. */
export async function readBook(db: Reading): Promise<BookFacts> {
  const [roles, grants, memberships, belongings] = await Promise.all([
    db.role.findMany({ select: { id: true, permissions: true } }),
    db.grant.findMany(),
    db.groupMember.findMany({ select: { groupId: true, userId: true, memberGroupId: true } }),
    db.projectObject.findMany({ select: { projectId: true, object: true } }),
  ])
  const projects = new Map<string, Set<string>>()
  for (const { projectId, object } of belongings) {
    projects.set(projectId, (projects.get(projectId) ?? new Set()).add(object))
  }
  return {
    roles: new Map(roles.map(role => [role.id, role.permissions])),
    grants: grants.map(grantFacts),
    memberships: memberships.map(row => ({
      group: row.groupId,
      user: row.userId,
      memberGroup: row.memberGroupId,
    })),
    projects,
  }
}

const kindOf = z.enum(scopeKinds)

export function grantFacts(row: Grant): GrantFacts {
  return {
    id: row.id,
    user: row.userId,
    group: row.groupId,
    // The database keeps exactly one of the two.
    role: row.roleId ?? row.role ?? '',
    scope: { kind: kindOf.parse(row.scopeKind), ref: row.scopeRef },
    until: row.expiresAt?.getTime() ?? null,
    mayDelegate: row.mayDelegate,
    parent: row.parentId,
    givenBy: row.givenById,
  }
}
