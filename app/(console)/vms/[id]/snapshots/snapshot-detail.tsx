import { absoluteTime } from '@/app/lib/format'
import { usePool } from '@/app/lib/inventory'
import { listOf, paths } from '@/app/lib/paths'
import { fieldText } from '@/app/parts/field-text'
import { PageLink } from '@/app/parts/page-link'
import { Bytes } from '@/app/parts/quantity'
import { Badge } from '@/app/ui/badge'
import { Facts } from '@/app/ui/facts'
import type { VmRow, VmSnapshot } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { kindWord, nameOf, runningWord } from './snapshot-words'

/** What is known of the snapshots that are chosen. */
export function SnapshotDetail({
  vm,
  chosen,
  all,
}: {
  vm: VmRow
  chosen: readonly VmSnapshot[]
  all: readonly VmSnapshot[]
}) {
  const defined = usePool(vm.pool)?.fieldDefinitions ?? []
  const [one] = chosen
  const schedule = {
    label: t('Snapshot schedule'),
    value: vm.snapshotSchedule && (
      <PageLink href={paths.schedule(vm.snapshotSchedule.id)} className="text-accent hover:underline">
        {vm.snapshotSchedule.name}
      </PageLink>
    ),
  }
  const used = (of: readonly VmSnapshot[]) => <Bytes count={of.reduce((sum, { used }) => sum + used, 0)} />
  if (!one || chosen.length > 1)
    return (
      <Facts
        facts={[
          { label: t('Snapshots'), value: all.length },
          { label: t('They take'), value: used(all) },
          ...(chosen.length > 1
            ? [
                { label: t('Chosen'), value: chosen.length },
                { label: t('Those take'), value: used(chosen) },
              ]
            : []),
          schedule,
        ]}
      />
    )
  const parent = all.find(({ id }) => id === one.parent)
  return (
    <>
      <h3 className="title-s wrap-anywhere">{nameOf(one)}</h3>
      {one.description !== '' && <p className="wrap-anywhere mt-1 whitespace-pre-wrap">{one.description}</p>}
      <div className="mt-2">
        <Facts
          facts={[
            { label: t('Taken'), value: absoluteTime(one.time) },
            { label: t('Kept'), value: kindWord(one) },
            { label: t('The VM'), value: one.wasRunning ? t('was running') : t('was not running') },
            { label: t('Came from'), value: parent && nameOf(parent) },
            { label: t('Disks'), value: one.disks },
            { label: t('It takes'), value: used([one]) },
            {
              label: t('Folder'),
              value: one.folder && (
                <PageLink
                  href={listOf('snapshot', `folder:"${one.folder}"`)}
                  className="text-accent hover:underline"
                >
                  {one.folder}
                </PageLink>
              ),
            },
            {
              label: t('Tags'),
              value:
                one.tags.length > 0 ? (
                  <span className="flex flex-wrap gap-1">
                    {one.tags.map(tag => (
                      <PageLink key={tag} href={listOf('snapshot', `tag:"${tag}"`)}>
                        <Badge>{tag}</Badge>
                      </PageLink>
                    ))}
                  </span>
                ) : null,
            },
            ...defined.map(field => ({
              label: field.name,
              value: fieldText(field, one.fields[field.name]),
            })),
            ...(one.running.length > 0 ? [{ label: t('Under way'), value: runningWord(one) }] : []),
            schedule,
          ]}
        />
      </div>
    </>
  )
}
