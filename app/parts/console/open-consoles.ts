import { ConsoleSession, type ConsoleTicket } from './console-session'
import { NoVncDriver } from './novnc-driver'

/** A VM's session and the element that shows it. */
export interface OpenConsole {
  session: ConsoleSession
  driver: NoVncDriver
}

const most = 3
/** How long a console that nobody looks at stays connected, in milliseconds. */
const keptFor = 60_000

interface Entry extends OpenConsole {
  looks: number
  timer: ReturnType<typeof setTimeout> | undefined
}

/** Least recently looked at first. */
const entries = new Map<string, Entry>()

/** The console of a VM, as it was left if it was open a moment ago. */
export function consoleOf(id: string, label: string, getTicket: () => Promise<ConsoleTicket>): OpenConsole {
  const known = entries.get(id)
  if (known) {
    known.driver.label = label
    return known
  }
  const driver = new NoVncDriver(label)
  const session = new ConsoleSession(driver, getTicket, {
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds)
      return () => clearTimeout(timer)
    },
    random: Math.random,
  })
  const entry: Entry = { session, driver, looks: 0, timer: undefined }
  entries.set(id, entry)
  return entry
}

/** Says that a console is on the screen; call what it returns when it is not any more. */
export function look(id: string): () => void {
  const entry = entries.get(id)
  if (!entry) return () => undefined
  entry.looks++
  clearTimeout(entry.timer)
  entries.delete(id)
  entries.set(id, entry)
  for (const [other, { looks }] of entries) {
    if (entries.size <= most) break
    if (looks === 0) drop(other)
  }
  return () => {
    entry.looks--
    if (entry.looks === 0) entry.timer = setTimeout(() => drop(id), keptFor)
  }
}

function drop(id: string): void {
  const entry = entries.get(id)
  if (!entry) return
  clearTimeout(entry.timer)
  entries.delete(id)
  entry.session.dispose()
}
