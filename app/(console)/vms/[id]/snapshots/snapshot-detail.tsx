import { absoluteTime } from '@/app/lib/format'
import { Bytes } from '@/app/parts/quantity'
import { Facts } from '@/app/ui/facts'
import type { VmSnapshot } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { kindWord, nameOf, runningWord } from './snapshot-words'

/** What is known of the snapshots that are chosen. */
export function SnapshotDetail({
  chosen,
  all,
}: {
  chosen: readonly VmSnapshot[]
  all: readonly VmSnapshot[]
}) {
  const [one] = chosen
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
            { label: t('Tags'), value: one.tags.join(', ') },
            ...(one.running.length > 0 ? [{ label: t('Under way'), value: runningWord(one) }] : []),
          ]}
        />
      </div>
    </>
  )
}
