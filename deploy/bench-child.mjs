/**
 * Runs one bench in a process group of its own, never for longer than it may: a bench starts pools, servers and
 * browsers, and none of them may outlive it.
 */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { environment, root } from './steps.mjs'

/** A bench that is told to say what it waits for has so long to do so. */
const answerMs = 2000
const running = new Set()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => {
    for (const child of running) endGroup(child.pid)
    process.exit(1)
  })

/**
 * Rejects when it ends with a failure, takes longer than `limitMs`, or leaves processes behind; the message holds what
 * it said, unless that was shown while it ran. All of its processes have ended by then.
 */
export function runBench(program, args, { env, limitMs, shown }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--expose-gc', program, ...args], {
      cwd: root,
      env: environment(env),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', text => {
        said += text
        if (shown) process.stdout.write(text)
      })
    let late = false
    const timer = setTimeout(() => {
      late = true
      // It answers with what keeps it, see bench/open-things.ts; one that is busy cannot.
      child.kill('SIGUSR2')
      setTimeout(() => endGroup(child.pid), answerMs).unref()
    }, limitMs)
    child.on('error', reject)
    // Not 'close': a process that was left behind may hold our ends of the pipes for ever.
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      running.delete(child)
      const left = late ? [] : membersOf(child.pid)
      endGroup(child.pid)
      setImmediate(() => {
        child.stdout.destroy()
        child.stderr.destroy()
        const trouble = late
          ? `did not end within ${limitMs / 1000} s`
          : code !== 0
            ? `ended with ${signal ?? code}`
            : left.length > 0
              ? `left processes behind: ${left.join(', ')}`
              : undefined
        if (trouble === undefined) resolve(said)
        else reject(new Error(shown ? trouble : `${trouble}; it said:\n${said}`))
      })
    })
  })
}

function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

/** The programs of a group that still run, where the system tells. */
function membersOf(group) {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').flatMap(name => {
    if (!/^\d+$/.test(name)) return []
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const [state, , owner] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const ended = state === 'Z' || state === 'X'
      return Number(owner) === group && !ended
        ? [readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()]
        : []
    } catch {
      // It has ended while we looked.
      return []
    }
  })
}
