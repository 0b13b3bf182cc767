import type { Db } from '@/server/db/client'
import type { Project, Reservation } from '@/server/db/generated/client'
import { appError } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { ObjectId, PoolId } from '@/server/inventory/rows'
import {
  type Amounts,
  beyond,
  type Limits,
  noAmounts,
  quotaNames,
  type Taking,
} from '@/server/shared/project'
import { say, worded } from '@/server/shared/text'
import type { Locked } from '../grant-deeds'
import type { Principal } from '../policy'
import type { Rights } from '../rights'
import { notAllowed, usesOf } from './allowed'
import { knowsProject } from './members'
import { usageOf } from './usage'

/** What was made is counted by who sees it; so long it is counted by those who do not see it yet. */
const unseenMs = 60_000
/** Where nothing was named that could be seen, what was taken is counted so long after its end. */
const lingerMs = 15_000
/** A reservation whose line was never written. */
const withoutLineMs = 30_000

/**
 * Limits of projects. Whatever makes or enlarges something of a project reserves it before, under a lock on the project's
 * row: what is there, what is reserved and what is asked for never come to more than the limit, whichever process asks.
 */
export function createQuotas({
  db,
  inventory,
  rights,
}: {
  db: Db
  inventory: Pick<Inventory, 'store' | 'row'>
  rights: Pick<Rights, 'book'>
}) {
  /** What is being made, as far as this process does not see it already. */
  const isUnseen = ({ pool, made }: Reservation) =>
    made === null || inventory.store(pool)?.find('VM', made) === undefined

  async function projectOf(object: ObjectId): Promise<string | null> {
    const belonging = await db.projectObject.findUnique({ where: { object } })
    return belonging?.projectId ?? null
  }

  async function takenIn(tx: Pick<Locked, 'reservation' | 'projectObject'>, projectId: string) {
    const [objects, reserved] = await Promise.all([
      tx.projectObject.findMany({ where: { projectId }, select: { object: true } }),
      tx.reservation.findMany({ where: { projectId } }),
    ])
    const { used, unknown } = usageOf(
      inventory,
      objects.map(({ object }) => object),
    )
    const reservedNow = amountsOf(reserved.filter(isUnseen))
    return { used, unknown, reserved: reservedNow, all: plus(used, reservedNow) }
  }

  return {
    takenIn,

    /**
     * Holds what an action on an object takes of the object's project. Null: it belongs to none, or takes nothing. Who
     * does not know the project is told no numbers.
     *
     * @throws AppError 'refused' with the limit that is reached, or what is not allowed.
     */
    async reserve(
      { object, pool, taking }: { object: ObjectId; pool: PoolId; taking: Taking },
      user: Pick<Principal, 'userId' | 'access'>,
    ): Promise<string | null> {
      const { uses = [], another, project: named, ...given } = taking
      const projectId = named === undefined ? await projectOf(object) : named
      if (projectId === null) return null
      if (named !== undefined && !knowsProject(rights.book, user, projectId))
        throw appError('not-found', 'This project is gone.', { field: 'project' })
      return db.$transaction(
        async tx => {
          await tx.$queryRaw`SELECT "id" FROM "Project" WHERE "id" = ${projectId} FOR UPDATE`
          const project = await tx.project.findUnique({
            where: { id: projectId },
            include: { allowed: true },
          })
          if (!project) return null
          const usesAll = another === undefined ? uses : [...uses, ...usesOf(inventory, another)]
          mustAllow(project, usesAll, knowsProject(rights.book, user, projectId))
          const { all, unknown } = await takenIn(tx, projectId)
          const like = another === undefined ? noAmounts : usageOf(inventory, [another], 'like').used
          const amounts = plus({ ...like, snapshots: 0 }, { ...noAmounts, ...given })
          const limits = limitsOf(project)
          for (const quota of quotaNames) {
            const wanted = amounts[quota]
            const limit = limits[quota]
            if (wanted === 0 || limit === null) continue
            if (unknown.size > 0) {
              throw appError('refused', 'What the project of this object has cannot be told now.', {
                next: 'One of its pools has not been read yet. Try again when it answers.',
              })
            }
            if (all[quota] + wanted <= limit) continue
            throw appError(
              'refused',
              knowsProject(rights.book, user, projectId)
                ? beyond(project.name, quota, all[quota], limit, wanted)
                : say('This would go beyond a limit of the project that this object belongs to.'),
              { next: 'Remove what is not needed, or ask who looks after the project for more.' },
            )
          }
          const { memory, disk, ...counts } = amounts
          const { id } = await tx.reservation.create({
            data: { projectId, pool, ...counts, memory: BigInt(memory), disk: BigInt(disk) },
          })
          return id
        },
        { timeout: 30_000, maxWait: 30_000 },
      )
    },

    /** Says by which audit line it is being done: with that it ends, whatever becomes of this process. */
    async bind(reservation: string, line: bigint): Promise<void> {
      await db.reservation.update({ where: { id: reservation }, data: { line } })
    },

    /** What was held for a line that another process had begun, and that was done. */
    async settleLine(line: bigint, made: string | null, belongs?: ObjectId): Promise<void> {
      const held = await db.reservation.findFirst({ where: { line } })
      if (held) await this.settle(held.id, made, belongs)
    },

    /** It was not done. */
    async release(reservation: string): Promise<void> {
      await db.reservation.deleteMany({ where: { id: reservation } })
    },

    /**
     * It was done, or may have been. `made`: the reference of the VM or snapshot that was made; `belongs`: what of it has
     * to be put into the project, as a snapshot has not, which lies where its VM does.
     */
    async settle(reservation: string, made: string | null, belongs?: ObjectId): Promise<void> {
      await db.$transaction(async tx => {
        const [row] = await tx.reservation.updateManyAndReturn({
          where: { id: reservation },
          data: { settledAt: new Date(), made },
        })
        if (!row || belongs === undefined) return
        await tx.projectObject.createMany({
          data: [{ object: belongs, projectId: row.projectId }],
          skipDuplicates: true,
        })
      })
    },
  }

  function mustAllow(
    { allowed, name }: Project & { allowed: readonly { object: string }[] },
    uses: readonly ObjectId[],
    told: boolean,
  ): void {
    const named = allowed.map(({ object }) => object)
    if (notAllowed(inventory, named, uses) === undefined) return
    const sentence = told
      ? worded('The project “{name}” may not use what this needs.', { name })
      : say('The project of this object may not use what this needs.')
    throw appError('refused', sentence, {
      next: 'Choose a template, storage, network or host that it is allowed.',
    })
  }
}
export type Quotas = ReturnType<typeof createQuotas>

/**
 * Ends what is over: of lines that failed at once, of the others once everybody has had time to see what they made, and
 * of processes that ended before they had written a line. Resolves to how many went.
 */
export async function settleReservations(db: Db, now: number): Promise<number> {
  const before = (ms: number) => ({ lt: new Date(now - ms) })
  const open = await db.reservation.findMany({ where: { settledAt: null, line: { not: null } } })
  const lines = await db.auditEntry.findMany({
    where: { id: { in: open.flatMap(({ line }) => line ?? []) }, result: { not: 'started' } },
    select: { id: true, result: true },
  })
  const done = lines.filter(({ result }) => result === 'succeeded' || result === 'unknown')
  const failed = lines.filter(line => !done.includes(line))
  const ids = (of: readonly { id: bigint }[]) => ({ in: of.map(({ id }) => id) })
  await db.reservation.updateMany({
    where: { settledAt: null, line: ids(done) },
    data: { settledAt: new Date(now) },
  })
  const { count } = await db.reservation.deleteMany({
    where: {
      OR: [
        { settledAt: null, line: ids(failed) },
        { settledAt: null, line: null, createdAt: before(withoutLineMs) },
        { made: null, settledAt: before(lingerMs) },
        { settledAt: before(unseenMs) },
      ],
    },
  })
  return count
}

export function limitsOf(project: Project): Limits {
  const { maxVms, maxVcpus, maxMemory, maxDisk, maxSnapshots } = project
  return {
    vms: maxVms,
    vcpus: maxVcpus,
    memory: maxMemory === null ? null : Number(maxMemory),
    disk: maxDisk === null ? null : Number(maxDisk),
    snapshots: maxSnapshots,
  }
}

function amountsOf(rows: readonly Reservation[]): Amounts {
  const sum = (of: (row: Reservation) => number | bigint) =>
    rows.reduce((total, row) => total + Number(of(row)), 0)
  return {
    vms: sum(row => row.vms),
    vcpus: sum(row => row.vcpus),
    memory: sum(row => row.memory),
    disk: sum(row => row.disk),
    snapshots: sum(row => row.snapshots),
  }
}

function plus(a: Amounts, b: Amounts): Amounts {
  return {
    vms: a.vms + b.vms,
    vcpus: a.vcpus + b.vcpus,
    memory: a.memory + b.memory,
    disk: a.disk + b.disk,
    snapshots: a.snapshots + b.snapshots,
  }
}
