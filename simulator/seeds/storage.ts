import type { Records, Ref } from '../../server/xapi/model/records'
import type { SeedBuilder } from './builder'

export interface SrSpec {
  readonly name: string
  readonly description: string
  readonly type: 'nfs' | 'lvmoiscsi' | 'ext' | 'iso' | 'udev'
  readonly shared: boolean
  readonly size: number
  readonly used: number
  /** Hosts that know it. */
  readonly hosts: readonly Ref<'host'>[]
  /** False: known, but attached nowhere. */
  readonly attached?: boolean
  readonly device: { readonly [key: string]: string }
}

export function addSr(builder: SeedBuilder, spec: SrSpec, more: Partial<Records['SR']> = {}): Ref<'SR'> {
  const sr = builder.add('SR', {
    name_label: spec.name,
    name_description: spec.description,
    type: spec.type,
    content_type: spec.type === 'iso' ? 'iso' : spec.type === 'udev' ? 'disk' : 'user',
    shared: spec.shared,
    physical_size: spec.size,
    physical_utilisation: spec.used,
    virtual_allocation: Math.floor(spec.used * 1.6),
    other_config: { 'auto-scan': String(spec.type === 'iso') },
    ...more,
  })
  for (const host of spec.hosts) {
    builder.add('PBD', {
      host,
      SR: sr,
      currently_attached: spec.attached ?? true,
      device_config: spec.device,
      other_config: {},
    })
  }
  return sr
}

/** A disk. A part of it is really written. */
export function addDisk(
  builder: SeedBuilder,
  sr: Ref<'SR'>,
  name: string,
  size: number,
  more: Partial<Records['VDI']> = {},
): Ref<'VDI'> {
  const uuid = builder.ground.random.uuid()
  return builder.add('VDI', {
    uuid,
    location: uuid,
    name_label: name,
    SR: sr,
    type: 'user',
    virtual_size: size,
    physical_utilisation: Math.floor(size * (0.2 + 0.5 * builder.ground.random.next())),
    managed: true,
    sm_config: { vdi_type: 'vhd' },
    ...more,
  })
}

/** An installation medium. */
export function addImage(
  builder: SeedBuilder,
  sr: Ref<'SR'>,
  file: string,
  size: number,
  more: Partial<Records['VDI']> = {},
): Ref<'VDI'> {
  return builder.add('VDI', {
    location: file,
    name_label: file,
    SR: sr,
    type: 'user',
    virtual_size: size,
    physical_utilisation: size,
    managed: true,
    read_only: true,
    ...more,
  })
}

const drivers: { readonly [type: string]: readonly [name: string, description: string] } = {
  ext: ['Local EXT3 VHD', 'SR plugin which represents disks as VHD files stored on a local EXT3 filesystem'],
  nfs: ['NFS VHD', 'SR plugin which stores disks as VHD files on a remote NFS filesystem'],
  lvmoiscsi: ['LVHD over iSCSI', 'SR plugin which represents disks as logical volumes on an iSCSI LUN'],
  lvm: ['Local LVHD', 'SR plugin which represents disks as VHD disks on Logical Volumes'],
  lvmohba: ['LVHD over FC', 'SR plugin which represents disks as VHDs on Logical Volumes on an HBA LUN'],
  smb: ['SMB VHD', 'SR plugin which stores disks as VHD files on a remote SMB filesystem'],
  file: ['Filesystem', 'SR plugin which represents disks as files in a directory'],
  iso: ['ISO', 'Handles CD images stored as files in iso format'],
  udev: ['udev', 'SR plugin which represents devices plugged in via udev as VDIs'],
}

const storages = ['SR_ATTACH', 'SR_DETACH', 'SR_SCAN', 'SR_PROBE', 'SR_CREATE', 'SR_DELETE']
const disks = [
  'SR_UPDATE',
  'VDI_CREATE',
  'VDI_DELETE',
  'VDI_INTRODUCE',
  'VDI_UPDATE',
  'VDI_ATTACH',
  'VDI_DETACH',
  'VDI_RESIZE',
  'VDI_CLONE',
  'VDI_SNAPSHOT',
  'VDI_MIRROR',
  'VDI_GENERATE_CONFIG',
  'VDI_RESET_ON_BOOT',
  'VDI_CONFIG_CBT',
]

function featuresOf(type: string): string[] {
  const images = [...storages, 'VDI_ATTACH', 'VDI_DETACH']
  if (type === 'iso') return images
  return type === 'udev' ? [...images, 'VDI_INTRODUCE'] : [...storages, ...disks]
}

/** The kinds of storage the hosts can handle. */
export function addDrivers(builder: SeedBuilder): void {
  for (const [type, [name, description]] of Object.entries(drivers)) {
    const can = featuresOf(type)
    builder.add('SM', {
      type,
      name_label: name,
      name_description: description,
      vendor: 'Citrix Systems Inc',
      copyright: '(C) 2008 Citrix Systems Inc',
      version: '1.0',
      required_api_version: '1.0',
      capabilities: can,
      features: Object.fromEntries(can.map(one => [one, 1])),
    })
  }
}
