import type { Status } from '@/app/ui/status-mark'
import { say, t, told } from '@/server/shared/text'

/** Words of XAPI's names that are written in capitals everywhere. */
const capitals = new Set([
  'VM',
  'HA',
  'SR',
  'VDI',
  'CPU',
  'GPU',
  'PBD',
  'PIF',
  'VIF',
  'IP',
  'IO',
  'IQN',
  'NTP',
  'WLB',
  'PVS',
  'TLS',
  'VCPU',
  'UUID',
  'VMSS',
])

/** "HA_HOST_FAILED" as a person reads it: "HA host failed". */
export function messageTitle(name: string): string {
  const words = name.split('_').filter(Boolean)
  const written = words.map(word => (capitals.has(word) ? word : word.toLowerCase())).join(' ')
  return written.charAt(0).toUpperCase() + written.slice(1)
}

const priorities: Record<number, { status: Status; word: string }> = {
  1: { status: 'trouble', word: say('Data loss imminent') },
  2: { status: 'trouble', word: say('Service loss imminent') },
  3: { status: 'warn', word: say('Service degraded') },
  4: { status: 'ok', word: say('Service recovered') },
  5: { status: 'idle', word: say('For information') },
}

/** XAPI's priorities from 1, the gravest, to 5. */
export function messageStatus(priority: number): { status: Status; word: string } {
  const known = priorities[priority]
  if (known) return { ...known, word: told(known.word) }
  return { status: 'unknown', word: t('Priority {priority}', { priority }) }
}
