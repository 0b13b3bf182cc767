import { snapshotKindWord } from '@/app/parts/snapshot-kind'
import type { OperationRow, VmRow, VmSnapshot } from '@/server/api/types'
import { vmDeleteSnapshots, vmRevert, vmSnapshot } from '@/server/catalogue/vm-snapshots'
import { operationWord } from '@/server/shared/operation-words'
import { t, told } from '@/server/shared/text'

export function kindWord({ kind }: Pick<VmSnapshot, 'kind'>): string {
  return snapshotKindWord(kind)
}

export function nameOf({ name }: VmSnapshot): string {
  return name || t('(no name)')
}

/** What is being done to a snapshot; `progress`: 0…1, null while nothing is known. */
export interface AtWork {
  word: string
  progress: number | null
}

const doing: Readonly<Record<string, string>> = {
  [vmRevert.id]: 'revert',
  [vmDeleteSnapshots.id]: 'destroy',
}

/** What is being done to a snapshot by one of these operations, or by whoever else as far as the pool says. */
export function workOn(one: VmSnapshot, operations: readonly OperationRow[]): AtWork | undefined {
  const own = operations.find(({ snapshots }) => snapshots?.includes(one.id))
  const operation = own && doing[own.action]
  if (own && operation !== undefined) return { word: told(operationWord(operation)), progress: own.progress }
  const word = runningWord(one)
  return word === undefined ? undefined : { word, progress: null }
}

const takes = ['snapshot', 'checkpoint', 'snapshot_with_quiesce']

/** Whether one is being taken, by one of these operations or by somebody else. */
export function workOnNew(vm: VmRow, operations: readonly OperationRow[]): AtWork | undefined {
  const own = operations.find(({ action }) => action === vmSnapshot.id)
  if (!own && !Object.values(vm.current_operations).some(name => takes.includes(name))) return undefined
  return { word: told(operationWord('snapshot')), progress: own?.progress ?? null }
}

/** What is under way on it, as a word; undefined: nothing. */
export function runningWord({ running }: VmSnapshot): string | undefined {
  const [first] = running
  return first === undefined ? undefined : told(operationWord(first))
}
