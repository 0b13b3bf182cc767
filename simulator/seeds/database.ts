import { readFileSync } from 'node:fs'
import type { Ground, Seed } from './builder'
import { draftsOf } from './columns'
import { readDump } from './dump'
import { consoleRows } from './loaded-consoles'
import { guestsOf } from './loaded-guests'
import { liveHosts } from './loaded-hosts'
import { mendMachines } from './loaded-machines'
import { Rows } from './loaded-rows'

/**
 * A pool from its database, as pool-dump-database writes it. Its hosts are up, its running VMs run and have consoles
 * here, its sessions and tasks are gone. Throws an Error that says what is wrong with the file.
 */
export function databasePool(path: string, ground: Ground): Seed {
  const dump = readDump(readFile(path))
  const rows = new Rows(draftsOf(dump))
  if (rows.all('pool').length !== 1) throw new Error('The pool database does not have exactly one pool')
  if (rows.all('host').length === 0) throw new Error('The pool database has no host')
  liveHosts(rows, ground)
  mendMachines(rows, ground)
  consoleRows(rows, ground)
  const generation = Number(dump.manifest.get('generation_count') ?? 0)
  return {
    drafts: rows.drafts(),
    guests: guestsOf(rows),
    troubles: [],
    messages: [],
    generation: Number.isSafeInteger(generation) ? generation : 0,
  }
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Error(`The pool database ${path} cannot be read (${reason})`)
  }
}
