import { attributesOf } from '@/server/shared/xml-tree'

/** What a template says its guests can do with; null: it says nothing. */
export interface Recommended {
  memoryMin: number | null
  memoryMax: number | null
  vcpusMin: number | null
  vcpusMax: number | null
  disks: number | null
  nics: number | null
  /** By what it is called, as "supports-uefi". */
  flags: Readonly<Record<string, boolean>>
}

/**
 * Reads `VM.recommendations`: `<restrictions><restriction field="vcpus-max" max="32"/>…</restrictions>`, or text that is
 * none of it. Limits have `field` or `property` with `min` and `max`, flags a `value` in several spellings.
 */
export function readRecommendations(xml: string): Recommended {
  const limits = new Map<string, { min?: string; max?: string }>()
  const flags: Record<string, boolean> = {}
  for (const [, text = ''] of xml.matchAll(/<restriction\b([^<>]*)>/g)) {
    const { field, property, value, ...limit } = attributesOf(text)
    const name = field ?? property
    if (name === undefined) continue
    if (value === undefined) limits.set(name, { ...limits.get(name), ...limit })
    else flags[name] = ['true', 'yes', '1'].includes(value.toLowerCase())
  }
  const most = (name: string) => numberIn(limits.get(name)?.max)
  return {
    memoryMin: numberIn(limits.get('memory-static-min')?.min),
    memoryMax: most('memory-static-max'),
    vcpusMin: numberIn(limits.get('vcpus-min')?.min),
    vcpusMax: most('vcpus-max'),
    disks: most('number-of-vbds'),
    nics: most('number-of-vifs'),
    flags,
  }
}

function numberIn(text: string | undefined): number | null {
  const number = Number(text)
  return text === undefined || text.trim() === '' || !Number.isFinite(number) || number < 0 ? null : number
}

/** A disk that a template only describes: it is made with the VM. */
export interface DescribedDisk {
  position: string
  size: number
  /** The uuid of the storage it is meant for; '' for any. */
  sr: string
  bootable: boolean
}

/** Reads `other_config:disks` of a template, `<provision><disk device="0" size="…" sr="" bootable="true"/></provision>`. */
export function readDescribedDisks(xml: string | undefined): DescribedDisk[] {
  const disks: DescribedDisk[] = []
  for (const [, text = ''] of (xml ?? '').matchAll(/<disk\b([^<>]*)>/g)) {
    const { device = '', size = '', sr = '', bootable } = attributesOf(text)
    const number = numberIn(size)
    if (number !== null && number > 0)
      disks.push({ position: device, size: number, sr, bootable: bootable === 'true' })
  }
  return disks
}
