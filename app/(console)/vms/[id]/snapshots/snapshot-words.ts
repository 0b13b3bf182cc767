import { snapshotKindWord } from '@/app/parts/snapshot-kind'
import type { VmSnapshot } from '@/server/api/types'
import { operationWord } from '@/server/shared/operation-words'
import { t, told } from '@/server/shared/text'

export function kindWord({ kind }: Pick<VmSnapshot, 'kind'>): string {
  return snapshotKindWord(kind)
}

export function nameOf({ name }: VmSnapshot): string {
  return name || t('(no name)')
}

/** What is under way on it, as a word; undefined: nothing. */
export function runningWord({ running }: VmSnapshot): string | undefined {
  const [first] = running
  return first === undefined ? undefined : told(operationWord(first))
}
