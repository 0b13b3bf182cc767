import type { Surroundings } from '@/server/catalogue/define'
import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import { belongingsOf, snapshotsOf } from '@/server/inventory/belongings'
import { gpuKindsFor, gpuObstacle, gpuRemovalObstacle, gpusOf } from '@/server/inventory/gpus'
import { splitId } from '@/server/inventory/ids'
import type { Inventory } from '@/server/inventory/inventory'
import { memoryRoom } from '@/server/inventory/memory-room'
import { motionOf } from '@/server/inventory/motion'
import { guestTools } from '@/server/inventory/project/guest'
import type { ObjectId, PoolId } from '@/server/inventory/rows'
import { tiedDiscs } from '@/server/inventory/tied-discs'
import { toolsDisc } from '@/server/inventory/tools-disc'
import { isBefore, platformOf } from '@/server/inventory/versions'
import { vtpmObstacle, vtpmsOf } from '@/server/inventory/vtpms'
import { beingMadePrefix } from '@/server/shared/being-made'
import { emptyFoldersKey, parseEmptyFolders } from '@/server/shared/folders'
import { t } from '@/server/shared/text'
import type { Ref } from '@/server/xapi/model/records'

/** Where a device stands: `userdevice` of a disk, `device` of a NIC. */
interface Numbered {
  VM: string
  device: string
  userdevice?: string
}

/** What is being made has its name already. */
const shownName = (name: string) =>
  name.startsWith(beingMadePrefix) ? name.slice(beingMadePrefix.length) : name

const keyed = ['VM', 'host', 'SR', 'VDI', 'network', 'pool'] as const

/** What actions may reach of the pool that their object is in, as this process knows it. */
export function createSurroundings({ inventory, db }: { inventory: Pick<Inventory, 'store'>; db: Db }) {
  const queues = new Map<PoolId, Promise<unknown>>()
  /** Other processes act on the same pool: the database makes them wait for each other. */
  const amongProcesses = <T>(id: PoolId, act: () => Promise<T>): Promise<T> =>
    db.$transaction(
      async tx => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`domus pool ${id}`}))`
        return act()
      },
      { maxWait: 60_000, timeout: 600_000 },
    )
  return (id: PoolId): Surroundings | undefined => {
    const store = inventory.store(id)
    const [pool, record] = store?.all('pool').entries().next().value ?? []
    if (store === undefined || pool === undefined || record === undefined) return undefined
    return {
      pool,
      find(cls, one) {
        const { pool: other, uuid } = splitId(one)
        const found = other === id && uuid !== null ? store.refOf(cls, uuid) : undefined
        if (found === undefined) throw appError('not-found', `This ${cls} is gone.`)
        return found
      },
      template(one) {
        const { pool: other, uuid } = splitId(one)
        const found = other === id && uuid !== null ? store.refOf('VM', uuid) : undefined
        const record = found && store.get('VM', found)
        if (found === undefined || !record?.is_a_template || record.is_a_snapshot)
          throw appError('not-found', 'This template is gone.')
        return found
      },
      belongings: vm => belongingsOf(store, id, vm),
      snapshot(vm, one) {
        const found = snapshotsOf(store, id, vm).find(snapshot => snapshot.id === one)
        if (found === undefined) throw appError('not-found', 'This snapshot is gone.')
        return found
      },
      device<C extends 'VIF' | 'VBD'>(cls: C, vm: Ref<'VM'>, one: ObjectId, number: string): Ref<C> {
        const { uuid } = splitId(one)
        const found = uuid === null ? undefined : store.refOf(cls, uuid)
        const record: Numbered | undefined = found && store.get<'VIF' | 'VBD'>(cls, found)
        const its = record?.userdevice ?? record?.device
        if (found === undefined || record?.VM !== vm || its !== number)
          throw appError('not-found', 'This device is gone.')
        return found
      },
      tools(vm) {
        const record = store.get('VM', vm)
        if (record === undefined) throw appError('not-found', 'This VM is gone.')
        const guest = store.get('VM_guest_metrics', record.guest_metrics)
        return { has: guestTools(record, guest, platformOf(store)), disc: toolsDisc(store) }
      },
      memoryRoom(vm) {
        const record = store.get('VM', vm)
        if (record === undefined) throw appError('not-found', 'This VM is gone.')
        return memoryRoom(store, vm, record)
      },
      tiedDiscs: vm => tiedDiscs(store, vm),
      vtpmObstacle: vm => vtpmObstacle(store, vm),
      vtpm(vm, one) {
        const found = vtpmsOf(store, id, vm).find(vtpm => vtpm.id === one)
        if (found === undefined) throw appError('not-found', 'This device is gone.')
        return found
      },
      gpuObstacle: vm => gpuObstacle(store, id, vm),
      gpuKind(vm, { group, type }) {
        const found = gpuKindsFor(store, id, vm).find(kind => kind.group === group && kind.type === type)
        if (found === undefined) throw appError('refused', t('The pool can’t give it this card now.'))
        return { group: found.groupRef, type: found.typeRef }
      },
      gpu(vm, one) {
        const found = gpusOf(store, id, vm).find(gpu => gpu.id === one)
        if (found === undefined) throw appError('not-found', 'This device is gone.')
        return { ref: found.ref, obstacle: gpuRemovalObstacle(store, vm) }
      },
      disk(one, sr) {
        const { pool: other, uuid } = splitId(one)
        const found = other === id && uuid !== null ? store.refOf('VDI', uuid) : undefined
        const { uuid: holder } = splitId(sr)
        const storage = holder === null ? undefined : store.refOf('SR', holder)
        if (found === undefined || storage === undefined || store.get('VDI', found)?.SR !== storage)
          throw appError('not-found', 'This disk is gone.')
        return found
      },
      motion(vm, to) {
        const { pool: other, uuid } = splitId(to.host)
        const there = inventory.store(other)
        const host = uuid === null ? undefined : there?.refOf('host', uuid)
        if (there === undefined || host === undefined) throw appError('not-found', 'This host is gone.')
        return motionOf({ id, store }, vm, { id: other, store: there }, to, host)
      },
      freeName(name) {
        const taken = new Set([...store.all('VM').values()].map(({ name_label }) => shownName(name_label)))
        let number = 1
        while (taken.has(`${name} (${number})`)) number++
        return `${name} (${number})`
      },
      isOlder(host, than) {
        const version = (one: ObjectId) => {
          const { pool: other, uuid } = splitId(one)
          const ref = other === id && uuid !== null ? store.refOf('host', uuid) : undefined
          return ref && store.get('host', ref)?.software_version.platform_version
        }
        return isBefore(version(host), version(than))
      },
      refuse(reason) {
        throw appError('refused', reason)
      },
      get emptyFolders() {
        return parseEmptyFolders(store.get('pool', pool)?.other_config[emptyFoldersKey])
      },
      holders: key =>
        keyed.flatMap(cls => {
          const found: { class: typeof cls; ref: string }[] = []
          for (const [ref, { other_config }] of store.all(cls))
            if (Object.hasOwn(other_config, key)) found.push({ class: cls, ref })
          return found
        }),
      alone(act) {
        const turn = (queues.get(id) ?? Promise.resolve()).then(() => amongProcesses(id, act))
        // Whoever comes next does not care how this one ended.
        const over = turn.then(
          () => undefined,
          () => undefined,
        )
        queues.set(id, over)
        return turn
      },
    }
  }
}
