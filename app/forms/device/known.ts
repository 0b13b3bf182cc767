import type { MachineDetail, VmDetail } from '@/server/api/types'

export type KnownDisk = MachineDetail['disks'][number]
export type KnownTpm = VmDetail['vtpms'][number]
/** What a VM may be given of graphics cards. */
export type KnownGpuKinds = VmDetail['gpuKinds']
export type KnownGpu = VmDetail['gpus'][number]
export type KnownNic = MachineDetail['nics'][number]

/** What the page of a VM's disks gives to their forms. */
export function givenDisk(known: unknown): KnownDisk | undefined {
  return known as KnownDisk | undefined
}

/** What the settings of a VM give to the form of its vTPM. */
export function givenTpm(known: unknown): KnownTpm | undefined {
  return known as KnownTpm | undefined
}

/** What the page of a VM's NICs gives to their forms. */
export function givenNic(known: unknown): KnownNic | undefined {
  return known as KnownNic | undefined
}

/** What the settings of a VM give to the forms of its graphics cards. */
export function givenGpu(known: unknown): KnownGpu | undefined {
  return known as KnownGpu | undefined
}

export function givenGpuKinds(known: unknown): KnownGpuKinds {
  return (known as KnownGpuKinds | undefined) ?? []
}
