/**
 * Runs one bench, never for longer than it may: a bench starts pools, servers, databases and browsers, and none of them
 * may outlive it, be they in a process group of their own or left by who started them.
 */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { environment, root } from './steps.mjs'

/** A bench that is told to say what it waits for has so long to do so. */
const answerMs = 2000
/** How often it is seen who has been started; PostgreSQL alone takes longer than that to start. */
const lookMs = 500
const running = new Set()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => {
    for (const family of running) family.end()
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
    const family = new Family(child.pid)
    running.add(family)
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
      setTimeout(() => family.end(), answerMs)
    }, limitMs)
    child.on('error', reject)
    // Not 'close': a process that was left behind may hold our ends of the pipes for ever.
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      running.delete(family)
      const left = family.left()
      family.end()
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

/** A process and all that it and its own have started, also when those in between have ended since. */
class Family {
  #eldest
  /** When each began, by its number: numbers are given again. */
  #members = new Map()
  #timer = setInterval(() => this.#look(), lookMs)

  constructor(eldest) {
    this.#eldest = eldest
    this.#members.set(eldest, undefined)
  }

  /** The programs that still run, besides the eldest. */
  left() {
    this.#look()
    return alive()
      .filter(({ pid }) => pid !== this.#eldest && this.#members.has(pid))
      .map(({ pid }) => programOf(pid))
  }

  end() {
    clearInterval(this.#timer)
    this.#look()
    kill(-this.#eldest)
    for (const pid of this.#members.keys()) if (pid !== this.#eldest) kill(pid)
  }

  #look() {
    const there = alive()
    const began = new Map(there.map(one => [one.pid, one.began]))
    for (const [pid, since] of this.#members)
      if (pid !== this.#eldest && began.get(pid) !== since) this.#members.delete(pid)
    // Children may stand before their parents.
    for (let before = -1; before !== this.#members.size; ) {
      before = this.#members.size
      for (const { pid, parent, group, began } of there)
        if (!this.#members.has(pid) && (this.#members.has(parent) || group === this.#eldest))
          this.#members.set(pid, began)
    }
  }
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

/** All processes of the machine that run, where the system tells. */
function alive() {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').flatMap(name => {
    if (!/^\d+$/.test(name)) return []
    const stat = readOf(name, 'stat')
    // The name of the program stands in brackets and may hold some itself.
    const [state, parent, group, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (stat === '' || state === 'Z' || state === 'X') return []
    return [{ pid: Number(name), parent: Number(parent), group: Number(group), began: rest[16] }]
  })
}

function programOf(pid) {
  return readOf(pid, 'cmdline').replaceAll('\0', ' ').trim().slice(0, 120)
}

/** '' of a process that has ended while we looked. */
function readOf(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return ''
    throw error
  }
}
