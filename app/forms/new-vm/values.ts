import type { Template } from '@/server/api/types'
import { tidyMac } from '@/server/shared/mac'
import { placed } from '@/server/shared/seed'
import { sizeFrom, sizeText } from '../device/size'
import { type ChosenStorage, chooseStorage, type StorageToChoose } from './choose-storage'

/** What the wizard holds while it is filled in: texts as they were typed. '' stands for none. */
export interface NewVmValues {
  template: string
  name: string
  /** How many are made, of names with numbers. */
  count: string
  description: string
  project: string
  media: 'disc' | 'network' | 'address' | 'nothing'
  disc: { id: string; sr: string; name: string } | null
  url: string
  bootParameters: string
  firmware: '' | 'bios' | 'uefi' | 'secure'
  vtpm: boolean
  /** What it gets of a graphics card. */
  gpu: { group: string; type: string } | null
  /** The host whose BIOS strings it gets. */
  biosOf: string
  vendorDevice: boolean
  home: string
  vcpus: string
  vcpusMax: string
  coresPerSocket: string
  /** At most; the least and the limit are asked of a range only. */
  memory: string
  ranges: boolean
  memoryLeast: string
  memoryLimit: string
  /** Where the template's disks are copied to; '' where they are cloned. */
  copyTo: string
  own: OwnDisk[]
  disks: NewDisk[]
  nics: { network: string; mac: string }[]
  /** Whether its guest is told what to be. */
  seed: boolean
  userData: string
  networkConfig: string
  start: boolean
}

export interface OwnDisk {
  position: string
  name: string
  size: string
  /** Bytes. */
  from: number
  sr: string
}

export interface NewDisk {
  name: string
  description: string
  size: string
  sr: string
  /** Why it is not where it was meant to be. */
  moved: ChosenStorage['moved']
}

/** What a template begins with. `kept`: what was said before another template was chosen, and is no template's matter. */
export function valuesOf(
  template: Template,
  about: StorageToChoose & { automaticNetworks: readonly string[]; vtpm: boolean },
  kept: Pick<NewVmValues, 'project' | 'home' | 'start' | 'seed' | 'userData' | 'networkConfig'>,
): NewVmValues {
  const { suggested, memory, vcpus, installs } = template
  const networks = template.networks.length > 0 ? template.networks : about.automaticNetworks.slice(0, 4)
  return {
    ...kept,
    template: template.id,
    name: suggested,
    count: '1',
    description: template.kind === 'default' ? '' : template.description,
    media: installs.needed ? (installs.disc ? 'disc' : 'network') : 'nothing',
    disc: null,
    url: '',
    bootParameters: template.bootParameters ?? '',
    firmware: '',
    vtpm: template.vtpm === 'needed' && about.vtpm,
    gpu: null,
    biosOf: '',
    vendorDevice: template.vendorDevice === true,
    home: kept.home || (template.home ?? ''),
    vcpus: String(vcpus.first),
    vcpusMax: String(vcpus.max),
    coresPerSocket: String(template.coresPerSocket),
    memory: sizeText(memory),
    ranges: hasRange(template),
    memoryLeast: sizeText(template.memoryLeast),
    memoryLimit: sizeText(template.memoryLimit),
    copyTo: '',
    own: template.own.map(({ position, name, size, sr }) => ({
      ...{ position, name: name || suggested, size: sizeText(size), from: size, sr: sr ?? '' },
    })),
    disks: template.described.map(({ size, sr }, at) => {
      const chosen = chooseStorage(size, sr, about)
      return {
        ...{ name: `${suggested} ${at}`, description: '', size: sizeText(size) },
        ...{ sr: chosen.sr ?? '', moved: chosen.moved },
      }
    }),
    nics: networks.map(network => ({ network, mac: '' })),
  }
}

/** Renames what is still called after the old name. */
export function renamed(disks: readonly NewDisk[], from: string, to: string): NewDisk[] {
  return disks.map(disk =>
    from !== '' && disk.name.startsWith(from) ? { ...disk, name: to + disk.name.slice(from.length) } : disk,
  )
}

/** The place of the number in names of several: "web-{n}". */
const numberPlace = '{n}'

/** "web-1", "web-2": a number in its place, or at the end; of one the name as it is. */
export function namesOf({ name, count }: Pick<NewVmValues, 'name' | 'count'>): string[] {
  const many = wholeNumber(count) ?? 1
  const pattern = name.trim()
  if (many === 1) return [pattern]
  const full = pattern.includes(numberPlace) ? pattern : `${pattern}-${numberPlace}`
  return Array.from({ length: many }, (_, at) => full.replaceAll(numberPlace, String(at + 1)))
}

/** Numbers of things, from 1; undefined for what is none. */
export function wholeNumber(typed: string): number | undefined {
  const number = Number(typed.trim())
  return typed.trim() !== '' && Number.isInteger(number) && number >= 1 && number <= 1024 ? number : undefined
}

/** Whether what is made of it may be held to less than it has at most, or be raised while it runs. */
export function hasRange({ memory, memoryLeast, memoryLimit }: Template): boolean {
  return memoryLeast !== memory || memoryLimit !== memory
}

/** The least and the limit as they are typed; undefined where that is no amount. */
export function rangeOf(
  values: Pick<NewVmValues, 'memoryLeast' | 'memoryLimit'>,
  template: Template,
): { least: number | undefined; limit: number | undefined } {
  const read = (typed: string, own: number) => (typed.trim() === sizeText(own) ? own : sizeFrom(typed))
  return {
    least: read(values.memoryLeast, template.memoryLeast),
    limit: read(values.memoryLimit, template.memoryLimit),
  }
}

/** As the action is told of memory: what is as the template has it is not said. */
function memoryInput(values: NewVmValues, template: Template) {
  const to = memoryOf(values, template)
  const { least, limit } = values.ranges ? rangeOf(values, template) : { least: to, limit: to }
  const same = to === template.memory && least === template.memoryLeast && limit === template.memoryLimit
  const fixed = least === to && limit === to && !hasRange(template)
  return { from: template.memory, to, ...(same || fixed ? { least: null, limit: null } : { least, limit }) }
}

/** What was typed is not changed where it still says what the template has. */
export function memoryOf({ memory }: NewVmValues, template: Template): number | undefined {
  return memory.trim() === sizeText(template.memory) ? template.memory : sizeFrom(memory)
}

export function ownSize({ size, from }: OwnDisk): number | undefined {
  return size.trim() === sizeText(from) ? from : sizeFrom(size)
}

/** As the action is told, for the one of this name. */
export function inputOf(values: NewVmValues, template: Template, name: string) {
  const coresPerSocket = Number(values.coresPerSocket)
  const own = { name, index: namesOf(values).indexOf(name) + 1 }
  return {
    template: template.id,
    snapshotOf: template.snapshotOf?.id ?? null,
    name,
    description: values.description,
    project: values.project || null,
    home: values.home || null,
    copyTo: values.copyTo || null,
    memory: memoryInput(values, template),
    vcpus: { first: Number(values.vcpus), max: Number(values.vcpusMax) },
    coresPerSocket: coresPerSocket === template.coresPerSocket ? null : coresPerSocket,
    firmware: values.firmware || null,
    vtpm: values.vtpm,
    gpu: template.hvm && !template.hasGpu ? values.gpu : null,
    biosOf: values.biosOf || null,
    vendorDevice: values.vendorDevice === (template.vendorDevice === true) ? null : values.vendorDevice,
    media:
      values.media === 'disc' && values.disc
        ? { from: 'disc', disc: values.disc.id, sr: values.disc.sr, title: values.disc.name }
        : values.media === 'address'
          ? { from: 'address', url: values.url.trim() }
          : { from: values.media === 'network' ? 'network' : 'nothing' },
    bootParameters:
      template.bootParameters === null || values.bootParameters === template.bootParameters
        ? null
        : values.bootParameters,
    own: values.own.map(disk => ({
      ...{ position: disk.position, name: disk.name, sr: disk.sr, from: disk.from, to: ownSize(disk) },
    })),
    disks: renamed(values.disks, values.name, name).map(({ name, description, size, sr }) => ({
      ...{ name, description, sr, size: sizeFrom(size) },
    })),
    nics: values.nics.map(({ network, mac }) => ({ network, mac: tidyMac(mac) })),
    seed: values.seed
      ? {
          kind: 'cloud-init',
          userData: placed(values.userData, own),
          networkConfig: placed(values.networkConfig, own),
        }
      : null,
    start: values.start,
  }
}
