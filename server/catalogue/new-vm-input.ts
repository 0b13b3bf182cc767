import { z } from 'zod'
import { beingMadePrefix } from '@/server/shared/being-made'
import {
  issueText,
  mostSeedText,
  networkConfigIssue,
  type TextIssue,
  userDataIssue,
} from '@/server/shared/cloud-config'
import { macPattern } from '@/server/shared/mac'
import { nameIssue } from '@/server/shared/name-issue'
import { secret } from '@/server/shared/secret'
import { say } from '@/server/shared/text'

const objectIdText = z.string().min(1).max(128)
const bytes = z
  .number()
  .int()
  .min(1)
  .max(2 ** 50)

const name = z
  .string()
  .trim()
  .superRefine((text, context) => {
    const message = nameIssue(text)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
    else if (text.startsWith(beingMadePrefix))
      context.addIssue({ code: 'custom', message: say('Names of VMs that are being made begin like that.') })
  })

/** What the guest is installed from. */
const media = z.discriminatedUnion('from', [
  z.object({ from: z.literal('nothing') }),
  z.object({ from: z.literal('network') }),
  /** `title`: what the disc is called. */
  z.object({
    from: z.literal('disc'),
    sr: objectIdText,
    disc: objectIdText,
    title: z.string().max(1024),
  }),
  /** Of a repository, for paravirtual installers. */
  z.object({
    from: z.literal('address'),
    url: z
      .string()
      .trim()
      .max(2000)
      .regex(/^(https?|ftp|nfs):\S+$/, say('An address begins with http://, https://, ftp:// or nfs:')),
  }),
])

/** A disk that the template has, and what becomes of it. Those that are not named are left out. */
const ownDisk = z.object({
  position: z.string().max(8),
  sr: objectIdText,
  name,
  from: bytes,
  to: bytes,
})

/** A text that is checked as it stands; written down nowhere, as it may have passwords and keys in it. */
function checkedText(issueOf: (text: string) => TextIssue | undefined) {
  return secret(
    z
      .string()
      .max(mostSeedText)
      .superRefine((text, context) => {
        const issue = issueOf(text)
        if (issue) context.addIssue({ code: 'custom', message: issueText(issue) })
      }),
  )
}

/** What the guest is told at its first start. `networkConfig` '': it asks DHCP. */
const seed = z.object({
  kind: z.literal('cloud-init'),
  userData: checkedText(userDataIssue),
  networkConfig: checkedText(networkConfigIssue),
})

const vcpus = z.number().int().min(1).max(1024)

/** A VM to be. What is "from" is how the template has it: it must still be so when the VM is made. */
export const newVm = z.object({
  template: objectIdText,
  /** The VM whose snapshot the template is; null: it is none. */
  snapshotOf: objectIdText.nullable().default(null),
  name,
  description: z.string().max(4096),
  /** The project it belongs to; null: none. */
  project: z.uuid().nullable().default(null),
  /** Its home server; null: any. */
  home: objectIdText.nullable(),
  /** Where the template's disks are copied to; null: cloned where they are. */
  copyTo: objectIdText.nullable().default(null),
  /** `to`: at most. `least`, `limit`: how little it may be held to and how far it can be raised; null: one amount. */
  memory: z
    .object({
      from: bytes,
      to: bytes,
      least: bytes.nullable().default(null),
      limit: bytes.nullable().default(null),
    })
    .refine(({ least, to }) => least === null || least <= to, say('The least can’t be more than the most.'))
    .refine(({ limit, to }) => limit === null || to <= limit, say('The most can’t be above the limit.')),
  vcpus: z
    .object({ max: vcpus, first: vcpus })
    .refine(({ max, first }) => first <= max, say('It can’t start with more vCPUs than it may have.')),
  /** Null: as the template has it. */
  coresPerSocket: vcpus.nullable().default(null),
  firmware: z.enum(['bios', 'uefi', 'secure']).nullable().default(null),
  /** One is added. */
  vtpm: z.boolean().default(false),
  /** What it gets of a graphics card; null: nothing. */
  gpu: z.object({ group: objectIdText, type: objectIdText }).nullable().default(null),
  /** The host whose BIOS strings it gets, for systems that are licensed by them; null: none. */
  biosOf: objectIdText.nullable().default(null),
  /** Whether Windows may find drivers for it by Windows Update; null: as the template has it. */
  vendorDevice: z.boolean().nullable().default(null),
  media,
  /** Of the kernel of a paravirtual VM; null: as the template has it. */
  bootParameters: z.string().max(4096).nullable().default(null),
  own: z.array(ownDisk).max(255).default([]),
  disks: z
    .array(z.object({ sr: objectIdText, name, description: z.string().max(4096), size: bytes }))
    .max(255),
  /** By a drive of its own, beside its first disk; null: it is told nothing. */
  seed: seed.nullable().default(null),
  nics: z
    .array(
      z.object({
        network: objectIdText,
        /** '': the pool chooses one. */
        mac: z
          .string()
          .refine(
            text => text === '' || macPattern.test(text),
            say('A MAC address has six bytes, as in 0a:1b:2c:3d:4e:5f.'),
          ),
      }),
    )
    .max(64),
  start: z.boolean(),
})
export type NewVm = z.infer<typeof newVm>
