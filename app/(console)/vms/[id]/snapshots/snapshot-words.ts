import type { VmSnapshot } from '@/server/api/types'
import { operationWord } from '@/server/shared/operation-words'
import { say, t, told } from '@/server/shared/text'

const kinds: Readonly<Record<VmSnapshot['kind'], string>> = {
  disks: say('Disks only'),
  quiesced: say('Disks, quiesced'),
  memory: say('Disks and memory'),
}

export function kindWord({ kind }: VmSnapshot): string {
  return told(kinds[kind])
}

export function nameOf({ name }: VmSnapshot): string {
  return name || t('(no name)')
}

/** What is under way on it, as a word; undefined: nothing. */
export function runningWord({ running }: VmSnapshot): string | undefined {
  const [first] = running
  return first === undefined ? undefined : told(operationWord(first))
}
