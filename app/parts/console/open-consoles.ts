import type { ConsoleKind } from '@/server/shared/console-kind'
import { ConsoleSession, type ConsoleTicket } from './console-session'
import type { ConsolePlace } from './keyboard-place'
import { NoVncDriver } from './novnc-driver'
import { TextDriver } from './text-driver'

/** A session with the console of a VM or host, and the element that shows it. */
export interface OpenConsole {
  /** What it is told apart by. */
  key: string
  session: ConsoleSession
  driver: ConsolePlace
}

/** Consoles that nobody looks at and that stay connected none the less. */
const mostKept = 3
/** How long a console that nobody looks at stays connected, in milliseconds. */
const keptFor = 60_000

interface Entry extends OpenConsole {
  looks: number
  timer: ReturnType<typeof setTimeout> | undefined
}

/** Least recently looked at first. */
const entries = new Map<string, Entry>()

/** The console of a VM or host, as it was left if it was open a moment ago. */
export function consoleOf(
  id: string,
  kind: ConsoleKind,
  label: string,
  getTicket: () => Promise<ConsoleTicket>,
): OpenConsole {
  const key = `${kind} ${id}`
  const known = entries.get(key)
  if (known) {
    known.driver.label = label
    return known
  }
  const driver = kind === 'text' ? new TextDriver(label) : new NoVncDriver(label)
  const session = new ConsoleSession(driver, getTicket, {
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds)
      return () => clearTimeout(timer)
    },
    random: Math.random,
  })
  const entry: Entry = { key, session, driver, looks: 0, timer: undefined }
  entries.set(key, entry)
  return entry
}

/** Says that a console is on the screen; call what it returns when it is not any more. */
export function look(key: string): () => void {
  const entry = entries.get(key)
  if (!entry) return () => undefined
  entry.looks++
  clearTimeout(entry.timer)
  entries.delete(key)
  entries.set(key, entry)
  const kept = [...entries.values()].filter(({ looks }) => looks === 0)
  for (const { key: other } of kept.slice(0, Math.max(0, kept.length - mostKept))) drop(other)
  return () => {
    entry.looks--
    if (entry.looks === 0) entry.timer = setTimeout(() => drop(key), keptFor)
  }
}

function drop(key: string): void {
  const entry = entries.get(key)
  if (!entry) return
  clearTimeout(entry.timer)
  entries.delete(key)
  entry.session.dispose()
}
