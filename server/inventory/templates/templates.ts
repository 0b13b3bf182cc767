import { isBeingMade } from '@/server/shared/being-made'
import { coresPerSocket } from '@/server/shared/vcpus'
import type { Ref } from '@/server/xapi/model/records'
import type { FollowedRecord } from '../classes'
import { gpuKinds } from '../gpus'
import { identity, objectId } from '../ids'
import { memoryRoom } from '../memory-room'
import { isHvm } from '../project/guest'
import { drivesOf } from '../project/vm-disks'
import type { ObjectId, PoolId } from '../rows'
import type { Store } from '../store'
import { familyOf } from './family'
import { type Abilities, abilitiesOf } from './pool-abilities'
import { readDescribedDisks, readRecommendations } from './recommendations'
import type { NewVmChoices, Template } from './template'

/** The installer of paravirtual guests. */
const installer = 'eliloader'
const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

interface Looker {
  /** Whether an object of the pool is seen. */
  sees(id: ObjectId): boolean
  /** Names of VMs that are seen. */
  names: ReadonlySet<string>
  /** Whether VMs may be made of the snapshots of a VM. */
  mayCopy(vm: ObjectId): boolean
}

/** What new VMs of a pool may be made of and with, as far as it is seen. */
export function newVmChoices(store: Store, pool: PoolId, looker: Looker): NewVmChoices {
  const abilities = abilitiesOf(store)
  const templates: Template[] = []
  for (const [ref, vm] of store.all('VM')) {
    if (!vm.is_a_template || isInternal(vm)) continue
    const template = templateOf({ store, pool, looker, abilities }, ref, vm)
    if (template) templates.push(template)
  }
  const automaticNetworks: ObjectId[] = []
  for (const [ref, network] of store.all('network')) {
    const id = objectId(pool, identity(network, ref))
    if (network.other_config.automatic !== 'false' && looker.sees(id)) automaticNetworks.push(id)
  }
  return {
    templates: templates.sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1)),
    automaticNetworks,
    secureBootReady: abilities.secureBootReady,
    vtpmObstacle: abilities.vtpmObstacle,
    // What hardware there is is told to who sees the pool.
    gpuKinds: looker.sees(pool)
      ? gpuKinds(store, pool).map(({ groupRef: _, typeRef: __, ...kind }) => kind)
      : [],
  }
}

function freeName(base: string, taken: ReadonlySet<string>): string {
  for (let at = 1; ; at += 1) {
    const name = `${base} (${at})`
    if (!taken.has(name)) return name
  }
}

/** Templates that are no choice of a person. */
function isInternal(vm: FollowedRecord<'VM'>): boolean {
  const { HideFromXenCenter, xensource_internal } = vm.other_config
  return HideFromXenCenter === 'true' || xensource_internal === 'true' || isBeingMade(vm)
}

interface About {
  store: Store
  pool: PoolId
  looker: Looker
  abilities: Abilities
}

function templateOf(
  { store, pool, looker, abilities }: About,
  ref: Ref<'VM'>,
  vm: FollowedRecord<'VM'>,
): Template | undefined {
  const snapshotOf = vm.is_a_snapshot ? originOf(store, pool, vm) : null
  if (snapshotOf === undefined || (snapshotOf && !looker.mayCopy(snapshotOf.id))) return undefined
  const seen = (id: ObjectId) => (looker.sees(id) ? id : null)
  const { flags, ...limits } = readRecommendations(vm.recommendations)
  const hvm = isHvm(vm)
  const room = memoryRoom(store, ref, vm)
  const isDefault = vm.is_default_template || vm.other_config.default_template === 'true'
  const own = drivesOf(store, ref).flatMap(({ vbd, vdi }) => {
    const sr = vdi && store.get('SR', vdi.SR)
    if (vbd.type !== 'Disk' || vbd.empty || !vdi || !sr) return []
    return [
      {
        position: vbd.userdevice,
        name: vdi.name_label,
        size: vdi.virtual_size,
        sr: seen(objectId(pool, sr.uuid)),
      },
    ]
  })
  return {
    id: objectId(pool, identity(vm, ref)),
    name: vm.name_label,
    description: vm.name_description,
    suggested: freeName(snapshotOf?.name ?? vm.name_label, looker.names),
    kind: snapshotOf ? 'snapshot' : isDefault ? 'default' : 'custom',
    snapshotOf,
    family: familyOf(vm),
    hvm,
    installs: installsOf(vm, hvm, own.length > 0),
    bootParameters: hvm ? null : vm.PV_args,
    ...firmwareOf(vm, hvm, flags, abilities),
    vtpm: (vm.VTPMs ?? []).length > 0 ? 'there' : vm.platform.vtpm === 'true' ? 'needed' : 'none',
    hasGpu: [...store.recordsAt('VGPU', 'VM', ref)].length > 0,
    biosObstacle: !hvm ? 'paravirtual' : Object.keys(vm.bios_strings ?? {}).length > 0 ? 'there' : null,
    vendorDevice:
      flags['has-vendor-device'] === true || vm.has_vendor_device ? vm.has_vendor_device === true : null,
    vcpus: { max: Math.max(1, vm.VCPUs_max), first: Math.max(1, vm.VCPUs_at_startup) },
    coresPerSocket: coresPerSocket(vm.platform),
    hotplug: familyOf(vm) !== 'Windows' && abilities.hotplug,
    memory: vm.memory_dynamic_max,
    memoryStaticMin: vm.memory_static_min,
    memoryLeast: vm.memory_dynamic_min,
    memoryLimit: vm.memory_static_max,
    rangeObstacle: room.obstacle,
    memoryRatio: room.ratio,
    limits,
    described: readDescribedDisks(vm.other_config.disks).map(({ position, size, sr }) => {
      const id = objectId(pool, sr)
      return { position, size, sr: sr !== '' && store.refOf('SR', sr) !== undefined ? seen(id) : null }
    }),
    own,
    networks: networksOf(store, pool, ref).filter(id => looker.sees(id)),
    home: homeOf(store, pool, vm, looker),
  }
}

/** The VM of a snapshot; undefined: it is gone, or not seen by anybody. */
function originOf(store: Store, pool: PoolId, vm: FollowedRecord<'VM'>): Template['snapshotOf'] | undefined {
  const origin = store.get('VM', vm.snapshot_of)
  return origin && { id: objectId(pool, identity(origin, vm.snapshot_of)), name: origin.name_label }
}

function homeOf(store: Store, pool: PoolId, vm: FollowedRecord<'VM'>, looker: Looker): ObjectId | null {
  const host = store.get('host', vm.affinity)
  const id = host && objectId(pool, identity(host, vm.affinity))
  return id !== undefined && looker.sees(id) ? id : null
}

function networksOf(store: Store, pool: PoolId, ref: Ref<'VM'>): ObjectId[] {
  return [...store.recordsAt('VIF', 'VM', ref)]
    .map(([, vif]) => vif)
    .sort((a, b) => Number(a.device) - Number(b.device))
    .flatMap(({ network }) => {
      const record = store.get('network', network)
      return record ? [objectId(pool, identity(record, network))] : []
    })
}

function installsOf(vm: FollowedRecord<'VM'>, hvm: boolean, hasDisks: boolean): Template['installs'] {
  const methods = (vm.other_config['install-methods'] ?? '').split(',').map(method => method.trim())
  const byInstaller = !hvm && vm.PV_bootloader === installer
  const said = methods.some(method => method !== '')
  return {
    disc: hvm || !said || methods.includes('cdrom'),
    address: byInstaller && ['http', 'ftp', 'nfs'].some(method => methods.includes(method)),
    network: hvm,
    needed: !hasDisks,
  }
}

function firmwareOf(
  vm: FollowedRecord<'VM'>,
  hvm: boolean,
  flags: Readonly<Record<string, boolean>>,
  { uefi, secureBoot }: Abilities,
): Pick<Template, 'firmware' | 'obstacles'> {
  const isUefi = vm.HVM_boot_params.firmware === 'uefi'
  const now = !isUefi ? 'bios' : vm.platform.secureboot === 'true' ? 'secure' : 'uefi'
  if (!hvm)
    return {
      firmware: 'bios',
      obstacles: { bios: 'paravirtual', uefi: 'paravirtual', secure: 'paravirtual' },
    }
  const unless = (flag: string, able: boolean) =>
    flags[flag] === false ? 'template' : able ? null : 'release'
  const obstacles = {
    bios: unless('supports-bios', true),
    uefi: unless('supports-uefi', uefi),
    secure: flags['supports-uefi'] === false ? 'template' : unless('supports-secure-boot', secureBoot),
  } as const
  // What it boots by already it can.
  return { firmware: now, obstacles: { ...obstacles, [now]: null } }
}
