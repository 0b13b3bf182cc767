import type { Db } from '@/server/db/client'
import type { Project } from '@/server/db/generated/client'
import { appError } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { ObjectId, RowClass } from '@/server/inventory/rows'
import type { Amounts, Limits, ProjectGiven } from '@/server/shared/project'
import { worded } from '@/server/shared/text'
import type { PlacesOf } from '../engine/access'
import type { Book } from '../engine/book'
import { basisFor, rulesAll } from '../engine/rules'
import { lockedAccess } from '../grant-deeds'
import { type Principal, permissionsOn } from '../policy'
import type { Rights } from '../rights'
import type { Sight } from '../sight/sight'
import { isTaken } from '../taken'
import { allowedClassOf, findTemplates, templateName } from './allowed'
import { knowsProject, projectsOf } from './members'
import { limitsOf, type Quotas } from './quotas'

/** A project as it is listed. */
export interface ProjectInfo {
  id: string
  name: string
  description: string
  limits: Limits
  /** What is there, with what is being made. */
  used: Amounts
  /** True while some of its pools have not been read: there is more than is said. */
  incomplete: boolean
  /** How many users and groups were given something over it. */
  members: number
  createdAt: string
}

/** Something of a project, as it is seen. */
export interface ProjectPart {
  id: ObjectId
  class: RowClass | 'template'
  name: string
}

export interface ProjectDetail extends ProjectInfo {
  /** Those of its objects that are seen. */
  objects: ProjectPart[]
  /** What may be used, of what is seen; none: everything. */
  allowed: ProjectPart[]
  /** Whether who asks may change it. */
  mayManage: boolean
}

/** So many templates are offered at once. */
const mostTemplates = 20

/**
 * Projects: what their members have to themselves, how much of it there may be, and what it may be made with. Members are
 * those to whom something was granted over the project. Who holds `project.manage` sees and changes all; members see
 * their own, and of its objects those that they see.
 *
 * @throws AppError 'not-found', 'conflict' for a name or an object that is taken, 'refused' with the rule.
 */
export function createProjects({
  db,
  rights,
  sight,
  quotas,
  placesOf,
  inventory,
  user,
}: {
  db: Db
  rights: Pick<Rights, 'refresh' | 'book'>
  sight: Sight
  quotas: Pick<Quotas, 'takenIn'>
  placesOf: PlacesOf
  inventory: Pick<Inventory, 'store' | 'row' | 'pools'>
  user: Principal
}) {
  const managesAll = () => permissionsOn(user).has('project.manage')

  async function info(project: Project): Promise<ProjectInfo> {
    const { all, unknown } = await quotas.takenIn(db, project.id)
    const grants = await db.grant.findMany({
      where: { scopeKind: 'project', scopeRef: project.id },
      select: { userId: true, groupId: true },
    })
    return {
      id: project.id,
      name: project.name,
      description: project.description,
      limits: limitsOf(project),
      used: all,
      incomplete: unknown.size > 0,
      members: new Set(grants.map(({ userId, groupId }) => userId ?? groupId)).size,
      createdAt: project.createdAt.toISOString(),
    }
  }

  const part = (id: ObjectId): ProjectPart[] => {
    const row = sight.table.get(id)?.row
    return row ? [{ id, class: row.class, name: row.name_label }] : []
  }

  /** Templates lie in no folder and run on no host: who sees everything sees them. */
  const allowedPart = (id: ObjectId): ProjectPart[] => {
    const template = sight.whole ? templateName(inventory, id) : undefined
    return template === undefined ? part(id) : [{ id, class: 'template', name: template }]
  }

  async function mustFind(id: string): Promise<Project> {
    const project = knowsProject(rights.book, user, id)
      ? await db.project.findUnique({ where: { id } })
      : null
    if (!project) throw gone()
    return project
  }

  function mustSee(object: ObjectId) {
    const row = sight.table.get(object)?.row
    if (!row) throw appError('not-found', 'This object is gone.', { field: 'object' })
    if (row.class === 'VM_appliance')
      throw appError('bad-input', 'A vApp itself is in no project: put its VMs in.', { field: 'object' })
    if (row.class === 'VMSS')
      throw appError('bad-input', 'A snapshot schedule itself is in no project: put its VMs in.', {
        field: 'object',
      })
    return row
  }

  /** Members get over the object what they hold over the project: only who could give them that puts it there. */
  function mustBeAbleToShare(book: Book, id: string, object: ObjectId): void {
    if (rulesAll(book, user.userId)) return
    const scope = { kind: 'object' as const, ref: object }
    for (const grant of book.grants.values()) {
      if (grant.scope.kind !== 'project' || grant.scope.ref !== id) continue
      const { role, until, mayDelegate } = grant
      if (basisFor(book, user.userId, { role, scope, until, mayDelegate }, placesOf)) continue
      throw appError(
        'not-allowed',
        'Members of this project hold what is not yours to give over this object.',
        {
          next: 'Someone who could give it to them can put it there.',
        },
      )
    }
  }

  async function named<T>(name: string, write: () => Promise<T>): Promise<T> {
    try {
      return await write()
    } catch (error) {
      if (!isTaken(error)) throw error
      throw appError('conflict', worded('There is a project {name} already.', { name }), { field: 'name' })
    }
  }

  return {
    async list(): Promise<ProjectInfo[]> {
      const where = managesAll() ? {} : { id: { in: [...projectsOf(rights.book, user.userId)] } }
      const projects = await db.project.findMany({ where, orderBy: { name: 'asc' } })
      return Promise.all(projects.map(info))
    },

    async get(id: string): Promise<ProjectDetail> {
      const project = await mustFind(id)
      const [objects, allowed] = await Promise.all([
        db.projectObject.findMany({ where: { projectId: id }, orderBy: { createdAt: 'asc' } }),
        db.projectAllowed.findMany({ where: { projectId: id } }),
      ])
      return {
        ...(await info(project)),
        objects: objects.flatMap(({ object }) => part(object)),
        allowed: allowed.flatMap(({ object }) => allowedPart(object)),
        mayManage: managesAll(),
      }
    },

    async nameOf(id: string): Promise<string> {
      return (await mustFind(id)).name
    },

    create: ({ name, description, limits }: ProjectGiven): Promise<{ id: string }> =>
      named(name, async () => {
        const { id } = await db.project.create({ data: { name, description, ...columnsOf(limits) } })
        return { id }
      }),

    update: (id: string, { name, description, limits }: ProjectGiven): Promise<void> =>
      named(name, async () => {
        const data = { name, description, ...columnsOf(limits) }
        const { count } = await db.project.updateMany({ where: { id }, data })
        if (count === 0) throw gone()
      }),

    /** What was granted over it falls with it, and what was built on that; its objects stay in their pools. */
    async remove(id: string): Promise<void> {
      await lockedAccess(db, async tx => {
        await tx.grant.deleteMany({ where: { scopeKind: 'project', scopeRef: id } })
        const { count } = await tx.project.deleteMany({ where: { id } })
        if (count === 0) throw gone()
      })
      await rights.refresh()
    },

    /** Members reach the object from now on, and it counts. An object is in one project. */
    async put(id: string, object: ObjectId): Promise<{ name: string }> {
      const row = mustSee(object)
      if (row.class !== 'VM') throw appError('bad-input', 'Only VMs are put into projects.')
      await lockedAccess(db, async (tx, book) => {
        const project = await tx.project.findUnique({ where: { id } })
        if (!project) throw gone()
        mustBeAbleToShare(book, id, object)
        const before = await tx.projectObject.findUnique({ where: { object }, include: { project: true } })
        if (before) {
          throw appError(
            'conflict',
            worded('{name} belongs to the project {name2} already.', {
              name: row.name_label,
              name2: before.project.name,
            }),
            {
              next: 'Take it out there first.',
            },
          )
        }
        await tx.projectObject.create({ data: { object, projectId: id } })
      })
      await rights.refresh()
      return { name: row.name_label }
    },

    async take(id: string, object: ObjectId): Promise<void> {
      await lockedAccess(db, async tx => {
        const { count } = await tx.projectObject.deleteMany({ where: { object, projectId: id } })
        if (count === 0) throw appError('not-found', 'It is not in this project.')
      })
      await rights.refresh()
    },

    /** What something that may be allowed is called. */
    partName: (object: ObjectId): string => allowedPart(object)[0]?.name ?? 'an object',

    /** Templates by words of their names, for what is allowed. */
    templates: (text: string): { id: ObjectId; name: string }[] =>
      sight.whole ? findTemplates(inventory, text, mostTemplates) : [],

    /** Lets what is made in the project use it. Once one of a kind is named, no other of that kind may be used. */
    async allow(id: string, object: ObjectId): Promise<void> {
      if (allowedPart(object).length === 0) {
        throw appError('not-found', 'This object is gone.', { field: 'object' })
      }
      if (allowedClassOf(inventory, object) === undefined) {
        throw appError('bad-input', 'Only templates, storage, networks and hosts are allowed.')
      }
      await mustFind(id)
      await db.projectAllowed.createMany({ data: [{ projectId: id, object }], skipDuplicates: true })
    },

    async disallow(id: string, object: ObjectId): Promise<void> {
      const { count } = await db.projectAllowed.deleteMany({ where: { projectId: id, object } })
      if (count === 0) throw appError('not-found', 'It was not allowed.')
    },
  }
}

function columnsOf({ vms, vcpus, memory, disk, snapshots }: Limits) {
  return {
    maxVms: vms,
    maxVcpus: vcpus,
    maxMemory: memory === null ? null : BigInt(memory),
    maxDisk: disk === null ? null : BigInt(disk),
    maxSnapshots: snapshots,
  }
}

const gone = () => appError('not-found', 'This project is gone.')
