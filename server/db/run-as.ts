import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** How to start a program that refuses to run as root: as whom, and with what put before the command. */
export interface RunAs {
  uid?: number
  gid?: number
  prefix: string[]
}

/**
 * PostgreSQL refuses to run as root. As root it gets an account without rights: "postgres" where the system has
 * one, else "nobody". Where that account can't reach a folder on the way (a checkout below /root), it runs in a user
 * namespace of its own instead: there it has that account's number, while to the files it is still root.
 */
export function unprivileged(folders: string[]): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const { uid, gid } = account('postgres') ?? account('nobody') ?? { uid: 65_534, gid: 65_534 }
  if (folders.every(folder => reachable(folder, uid, gid))) return { uid, gid, prefix: [] }
  const prefix = ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`]
  const [program = '', ...args] = prefix
  if (spawnSync(program, [...args, 'true']).status !== 0) {
    throw new Error(
      'PostgreSQL can’t run as root, and the account it would run as can’t reach this folder. ' +
        'Start Domus as an ordinary user, move it to a folder that others may enter, or set DATABASE_URL.',
    )
  }
  return { prefix }
}

function account(name: string): { uid: number; gid: number } | undefined {
  if (!existsSync('/etc/passwd')) return undefined
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [user, , uid, gid] = line.split(':')
    if (user === name && uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}

function reachable(folder: string, uid: number, gid: number): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(at)) {
      const stat = statSync(at)
      const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001
      if ((stat.mode & bit) === 0) return false
    }
    if (at === path.dirname(at)) return true
  }
}
