import { say, told } from '@/server/shared/text'

const kinds: Readonly<Record<string, string>> = {
  disks: say('Disks only'),
  quiesced: say('Disks, quiesced'),
  memory: say('Disks and memory'),
}

/** What a snapshot keeps, in words. */
export function snapshotKindWord(kind: string): string {
  return told(kinds[kind] ?? kind)
}
