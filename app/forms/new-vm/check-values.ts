import { z } from 'zod'
import { bytesText } from '@/app/lib/format'
import type { SrRow, Template } from '@/server/api/types'
import { newVm } from '@/server/catalogue/new-vm-input'
import { issueText, networkConfigIssue, userDataIssue } from '@/server/shared/cloud-config'
import { macPattern, tidyMac } from '@/server/shared/mac'
import { rangeIssue } from '@/server/shared/memory-range'
import { nameIssue } from '@/server/shared/name-issue'
import { placed } from '@/server/shared/seed'
import { t } from '@/server/shared/text'
import { topologiesOf } from '@/server/shared/vcpus'
import { sizeFrom } from '../device/size'
import { memoryOf, type NewVmValues, namesOf, ownSize, rangeOf, wholeNumber } from './values'

const GiB = 2 ** 30
const text = z.string()
/** So many are made with one press. */
const mostAtOnce = 50

/** What hosts run by default; more the template has to say. */
const mostNics = 7

export function nicLimit({ limits }: Template): number {
  return limits.nics ?? mostNics
}

/** What has to be well before it is made; messages are told already. */
export function checkOf(template: Template | undefined, storage: readonly SrRow[]) {
  return z
    .object({
      template: text,
      name: text,
      count: text,
      description: text.max(4096),
      project: text,
      media: z.enum(['disc', 'network', 'address', 'nothing']),
      disc: z.object({ id: text, sr: text, name: text }).nullable(),
      url: text,
      bootParameters: text,
      firmware: z.enum(['', 'bios', 'uefi', 'secure']),
      vtpm: z.boolean(),
      gpu: z.object({ group: text, type: text }).nullable(),
      biosOf: text,
      vendorDevice: z.boolean(),
      home: text,
      vcpus: text,
      vcpusMax: text,
      coresPerSocket: text,
      memory: text,
      ranges: z.boolean(),
      memoryLeast: text,
      memoryLimit: text,
      copyTo: text,
      own: z.array(z.object({ position: text, name: text, size: text, from: z.number(), sr: text })),
      disks: z.array(
        z.object({
          ...{ name: text, description: text, size: text, sr: text },
          moved: z.enum(['room', 'attached', 'home']).nullable(),
        }),
      ),
      nics: z.array(z.object({ network: text, mac: text })),
      seed: z.boolean(),
      userData: text,
      networkConfig: text,
      start: z.boolean(),
    })
    .superRefine((values, context) => {
      const say = (path: (string | number)[], message: string | undefined) => {
        if (message !== undefined) context.addIssue({ code: 'custom', path, message })
      }
      if (!template) return say(['template'], t('Choose a template'))
      const count = wholeNumber(values.count)
      if (count === undefined || count > mostAtOnce)
        say(['count'], t('A whole number, {most} at most.', { most: mostAtOnce }))
      else say(['name'], nameOf(namesOf(values).at(-1) ?? ''))
      if (values.media === 'disc' && !values.disc) say(['disc'], t('Choose a disc'))
      if (values.media === 'address') say(['url'], urlIssue(values.url))
      checkSize(values, template, say)
      checkDisks(values, storage, say)
      checkSeed(values, say)
      for (const [at, { network, mac }] of values.nics.entries()) {
        if (network === '') say(['nics', at, 'network'], t('Choose a network'))
        const tidy = tidyMac(mac)
        if (tidy !== '' && !macPattern.test(tidy))
          say(['nics', at, 'mac'], t('A MAC address has six bytes, as in 0a:1b:2c:3d:4e:5f.'))
        else if (tidy !== '' && count !== 1)
          say(['nics', at, 'mac'], t('Of several each needs one of its own: leave it to the pool.'))
      }
    })
}
type Say = (path: (string | number)[], message: string | undefined) => void

const nameOf = (name: string) => nameIssue(name) ?? newVm.shape.name.safeParse(name).error?.issues[0]?.message

function urlIssue(url: string): string | undefined {
  const address = newVm.shape.media.safeParse({ from: 'address', url })
  return address.error?.issues[0]?.message
}

function checkSize(values: NewVmValues, template: Template, say: Say): void {
  const vcpus = wholeNumber(values.vcpus)
  const most = wholeNumber(values.vcpusMax)
  const cores = wholeNumber(values.coresPerSocket)
  const { vcpusMax, memoryMin, memoryMax } = template.limits
  if (vcpus === undefined) say(['vcpus'], t('A whole number, one or more.'))
  if (most === undefined) say(['vcpusMax'], t('A whole number, one or more.'))
  else if (vcpus !== undefined && most < vcpus) say(['vcpusMax'], t('Not less than it starts with.'))
  else if (vcpusMax !== null && most > vcpusMax)
    say(['vcpusMax'], t('Guests of this template can do with {n} at most.', { n: vcpusMax }))
  else if (!topologiesOf(most).some(one => one.cores === cores))
    say(['coresPerSocket'], t('That many vCPUs can’t be shared out like this.'))
  const memory = memoryOf(values, template)
  if (values.ranges) checkRange(values, template, memory, say)
  if (memory === undefined) say(['memory'], t('Say how much memory'))
  else if (memory === template.memory) return
  else if (memoryMax !== null && memory > memoryMax)
    say(['memory'], t('Guests of this template can do with {n} GiB at most.', { n: memoryMax / GiB }))
  else if (memoryMin !== null && memory < memoryMin)
    say(['memory'], t('Guests of this template need {n} GiB at least.', { n: memoryMin / GiB }))
}

function checkRange(values: NewVmValues, template: Template, most: number | undefined, say: Say): void {
  const { least, limit } = rangeOf(values, template)
  const { rangeObstacle: obstacle, memoryRatio: ratio, memoryLeast: dynamicMin } = template
  if (least === undefined) say(['memoryLeast'], t('Say how much memory'))
  else if (most !== undefined && least > most)
    say(['memoryLeast'], t('The least can’t be more than the most.'))
  else if (most !== undefined && limit !== undefined)
    say(
      ['memoryLeast'],
      rangeIssue(
        { least, most, limit },
        { staticMin: 0, dynamicMin, room: { obstacle, ratio, promise: null } },
        bytesText,
      ),
    )
  if (limit === undefined) say(['memoryLimit'], t('Say how much memory'))
  else if (most !== undefined && most > limit) say(['memoryLimit'], t('Not less than it may have at most.'))
}

function checkSeed(values: NewVmValues, say: Say): void {
  if (!values.seed) return
  if (values.own.length + values.disks.length === 0)
    say(['seed'], t('It has no disks, and so no storage for the drive of its first start.'))
  for (const [at, name] of namesOf(values).entries()) {
    const own = (text: string) => placed(text, { name, index: at + 1 })
    const user = userDataIssue(own(values.userData))
    const network = networkConfigIssue(own(values.networkConfig))
    if (user) say(['userData'], issueText(user))
    if (network) say(['networkConfig'], issueText(network))
    if (user || network) return
  }
}

function checkDisks(values: NewVmValues, storage: readonly SrRow[], say: Say): void {
  for (const [at, disk] of values.own.entries()) {
    const size = ownSize(disk)
    say(['own', at, 'name'], nameIssue(disk.name))
    if (size === undefined) say(['own', at, 'size'], t('Say how large the disk is'))
    else if (size < disk.from)
      say(['own', at, 'size'], t('A disk grows and does not shrink: what is at its end would be lost.'))
  }
  for (const [at, { name, size, sr }] of values.disks.entries()) {
    say(['disks', at, 'name'], nameIssue(name))
    if (sizeFrom(size) === undefined) say(['disks', at, 'size'], t('Say how large the disk is'))
    if (!storage.some(({ id }) => id === sr))
      say(['disks', at, 'sr'], storage.length === 0 ? t('No storage fits.') : t('Choose a storage'))
  }
}
