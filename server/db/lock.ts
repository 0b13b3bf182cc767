import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'

/**
 * Takes the data folder for this process, or throws naming the process that has it. A lock whose process is gone
 * (killed, or the machine restarted and the number is another program's now) is taken over.
 */
export function lockFolder(dataDir: string): { release(): void } {
  mkdirSync(dataDir, { recursive: true })
  const file = path.join(dataDir, 'lock')
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const handle = openSync(file, 'wx', 0o600)
      writeSync(handle, `${process.pid} ${startOf(process.pid) ?? ''}\n`)
      closeSync(handle)
      return { release: () => rmSync(file, { force: true }) }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const [pid = '', start = ''] = readFileSync(file, 'utf8').trim().split(' ')
    if (
      alive(Number(pid)) &&
      (start === '' || startOf(Number(pid)) === start) &&
      Number(pid) !== process.pid
    ) {
      throw new Error(`Domus is already running on ${dataDir} (process ${pid}).`)
    }
    rmSync(file, { force: true })
  }
  throw new Error(`The lock ${file} could not be taken.`)
}

function alive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** When a process started, in ticks since boot: tells a process from a later one with the same number. */
function startOf(pid: number): string | undefined {
  const stat = `/proc/${pid}/stat`
  if (!existsSync(stat)) return undefined
  const text = readFileSync(stat, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19]
}
