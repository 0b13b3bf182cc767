'use client'

import { bytesText } from '@/app/lib/format'
import { useProjects } from '@/app/lib/projects'
import { usageText } from '@/app/parts/project-usage'
import type { Fact } from '@/app/ui/facts'
import { gpuKindName } from '@/server/shared/gpu'
import { type Amounts, quotaNames, quotaWords } from '@/server/shared/project'
import { seedBytes } from '@/server/shared/seed'
import { t, told } from '@/server/shared/text'
import { sizeFrom } from '../device/size'
import { freeOf } from '../storage-choices'
import type { StepProps } from './step'
import { memoryOf, namesOf, ownSize, rangeOf } from './values'

const firmwareWords = { bios: () => 'BIOS', uefi: () => 'UEFI', secure: () => t('UEFI with Secure Boot') }

/** All that was said, with what it takes against what there is. */
export function summaryOf({ values, template, choices, hosts, networks, storage }: StepProps): Fact[] {
  const home = hosts.find(({ id }) => id === values.home)
  const memory = memoryOf(values, template) ?? 0
  const range = rangeOf(values, template)
  const many = namesOf(values).length
  const kind = choices.gpuKinds.find(
    ({ group, type }) => group === values.gpu?.group && type === values.gpu.type,
  )
  return [
    { label: t('Template'), value: template.name },
    { label: t('Name'), value: namesOf(values).join(', ') },
    { label: t('Installed from'), value: mediaText(values) },
    ...(template.hvm
      ? [
          {
            label: t('Firmware'),
            value: `${firmwareWords[values.firmware || template.firmware]()}${values.vtpm ? `, ${t('with a virtual TPM')}` : ''}`,
          },
        ]
      : []),
    { label: t('Home server'), value: home?.name_label ?? t('Any server') },
    {
      label: t('vCPUs'),
      value: template.hotplug
        ? t('{n} of at most {most}', { n: values.vcpus, most: values.vcpusMax })
        : values.vcpus,
    },
    {
      label: t('Memory'),
      value: t('{memory}; {free} free on {server}', {
        memory:
          many === 1
            ? bytesText(memory)
            : t('{each} each, {all} in all', { each: bytesText(memory), all: bytesText(many * memory) }),
        free: bytesText(home?.memoryFree ?? Math.max(0, ...hosts.map(host => host.memoryFree))),
        server: home?.name_label ?? t('the server with the most'),
      }),
    },
    ...(values.ranges
      ? [
          {
            label: t('Memory range'),
            value: t('{least} at least; can be raised to {limit}', {
              least: bytesText(range.least ?? 0),
              limit: bytesText(range.limit ?? 0),
            }),
          },
        ]
      : []),
    ...(values.gpu && kind
      ? [{ label: t('Graphics card'), value: `${gpuKindName(kind)}, ${kind.groupName}` }]
      : []),
    {
      label: t('Disks'),
      value: (
        <ul>
          {values.own.map(disk => (
            <li key={disk.position}>
              {disk.name}: {bytesText(ownSize(disk) ?? 0)}
            </li>
          ))}
          {values.disks.map((disk, at) => (
            <li key={at}>
              {disk.name}: {bytesText(sizeFrom(disk.size) ?? 0)}
            </li>
          ))}
        </ul>
      ),
    },
    {
      label: t('Storage'),
      value: (
        <ul>
          {storage.flatMap(sr => {
            const asked = many * takenOf(values, sr.id)
            if (asked === 0) return []
            return (
              <li key={sr.id} className={asked > freeOf(sr) ? 'text-warn' : undefined}>
                {t('{size} on {name}, where {free} are free', {
                  ...{ size: bytesText(asked), name: sr.name_label, free: bytesText(freeOf(sr)) },
                })}
              </li>
            )
          })}
        </ul>
      ),
    },
    {
      label: t('Networks'),
      value: values.nics
        .map(nic => networks.find(({ id }) => id === nic.network)?.name_label ?? '')
        .join(', '),
    },
    {
      label: t('First start'),
      value: values.seed ? t('Set up by cloud-init') : t('Nothing is told to its guest'),
    },
    ...(values.project === ''
      ? []
      : [{ label: t('Project'), value: <ProjectUse id={values.project} takes={takenBy(values, memory)} /> }]),
  ]
}

/** Bytes of one VM on a storage: disks that are cloned share what they have in common. */
function takenOf(values: StepProps['values'], sr: string): number {
  const own = values.own.reduce((sum, disk) => {
    if (values.copyTo === sr) return sum + (ownSize(disk) ?? 0)
    return values.copyTo === '' && disk.sr === sr ? sum + (ownSize(disk) ?? 0) - disk.from : sum
  }, 0)
  const disks = values.disks.filter(disk => disk.sr === sr).map(({ size }) => sizeFrom(size) ?? 0)
  const first = values.own.length > 0 ? values.copyTo || values.own[0]?.sr : values.disks[0]?.sr
  return own + disks.reduce((sum, size) => sum + size, 0) + (values.seed && first === sr ? seedBytes : 0)
}

function mediaText({ media, disc, url }: StepProps['values']): string {
  if (media === 'disc') return disc?.name ?? ''
  if (media === 'address') return url
  return media === 'network' ? t('The network') : t('Nothing')
}

function takenBy(values: StepProps['values'], memory: number): Amounts {
  const disks = [...values.disks.map(({ size }) => sizeFrom(size)), ...values.own.map(ownSize)]
  const many = namesOf(values).length
  return {
    ...{ vms: many, vcpus: many * Number(values.vcpusMax), memory: many * memory, snapshots: 0 },
    disk: many * (disks.reduce<number>((sum, size) => sum + (size ?? 0), 0) + (values.seed ? seedBytes : 0)),
  }
}

/** What the project has, and whether this still fits. */
function ProjectUse({ id, takes }: { id: string; takes: Amounts }) {
  const project = useProjects().data?.find(one => one.id === id)
  if (!project) return null
  return (
    <>
      {project.name}
      <ul>
        {quotaNames
          .filter(quota => takes[quota] > 0)
          .map(quota => {
            const limit = project.limits[quota]
            const after = project.used[quota] + takes[quota]
            return (
              <li key={quota} className={limit !== null && after > limit ? 'text-trouble' : undefined}>
                {told(quotaWords[quota].label)}: {usageText(quota, after, limit)}
                {limit !== null && after > limit && ` – ${t('more than the project may have')}`}
              </li>
            )
          })}
      </ul>
    </>
  )
}
