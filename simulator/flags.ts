import { parseArgs } from 'node:util'

export interface Flags {
  readonly port: number
  readonly host: string
  readonly memberPort: number | undefined
  readonly tls: boolean
  readonly username: string | undefined
  readonly password: string | undefined
  readonly consoleHost: string | undefined
  readonly speed: number
  readonly control: boolean
  /** Only says what stands behind each message. */
  readonly listMessages: boolean
  /** Ends when standard input does: whoever started it is gone. */
  readonly untilStdinCloses: boolean
  /** Path of a pool database. */
  readonly state: string | undefined
  /** A generated pool of this size. */
  readonly size: { readonly hosts: number; readonly vms: number } | undefined
  readonly seed: number
  /** Rows written each second by what goes on in the pool; 0: nothing does. */
  readonly churn: number
  /** When the pool's time begins, in milliseconds since the epoch; undefined: now. */
  readonly now: number | undefined
}

export const usage = `Usage: simulator [--port N] [--host ADDRESS] [--tls] [--username NAME] [--password TEXT]
  [--state FILE.xml | --hosts N --vms N] [--seed N] [--speed N] [--churn N/s] [--now TIME]
  [--member-port N] [--console-host NAME] [--control] [--until-stdin-closes]
  or: simulator --list-messages`

/** A flag that cannot be understood: the message is a sentence for the user. */
export class FlagError extends Error {
  override readonly name = 'FlagError'
}

export function parseFlags(args: readonly string[]): Flags {
  const { values } = read(args)
  if (values.state !== undefined && (values.hosts ?? values.vms) !== undefined) {
    throw new FlagError('--state and --hosts/--vms exclude each other.')
  }
  const sized = values.hosts !== undefined || values.vms !== undefined
  return {
    port: whole('--port', values.port, 0, 65_535) ?? 0,
    host: values.host ?? '127.0.0.1',
    memberPort: whole('--member-port', values['member-port'], 0, 65_535),
    tls: values.tls ?? false,
    username: values.username,
    password: values.password,
    consoleHost: values['console-host'],
    speed: positive('--speed', values.speed) ?? 1,
    control: values.control ?? false,
    listMessages: values['list-messages'] ?? false,
    untilStdinCloses: values['until-stdin-closes'] ?? false,
    state: values.state,
    size: sized
      ? {
          hosts: whole('--hosts', values.hosts, 1, 64) ?? 3,
          vms: whole('--vms', values.vms, 0, 20_000) ?? 40,
        }
      : undefined,
    seed: whole('--seed', values.seed, 0, 2 ** 31) ?? 1,
    churn: rate('--churn', values.churn) ?? 0,
    now: moment('--now', values.now),
  }
}

function read(args: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = {
    port: text,
    host: text,
    'member-port': text,
    tls: flag,
    username: text,
    password: text,
    'console-host': text,
    speed: text,
    control: flag,
    'list-messages': flag,
    'until-stdin-closes': flag,
    state: text,
    hosts: text,
    vms: text,
    seed: text,
    churn: text,
    now: text,
  }
  try {
    return parseArgs({ args: args.filter(arg => arg !== '--'), options, strict: true })
  } catch (error) {
    throw new FlagError(error instanceof Error ? error.message : String(error))
  }
}

function whole(flag: string, text: string | undefined, low: number, high: number): number | undefined {
  if (text === undefined) return undefined
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(number >= low && number <= high)) {
    throw new FlagError(`${flag} takes a whole number from ${low} to ${high}, not "${text}".`)
  }
  return number
}

function positive(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!(number > 0 && Number.isFinite(number)))
    throw new FlagError(`${flag} takes a number above 0, not "${text}".`)
  return number
}

/** `500/s` or `500` */
function rate(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = /^\d+(\.\d+)?(\/s)?$/.test(text) ? Number.parseFloat(text) : Number.NaN
  if (!(number >= 0 && number <= 5000))
    throw new FlagError(`${flag} takes changes a second from 0 to 5000, as in 500/s, not "${text}".`)
  return number
}

function moment(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const time = Date.parse(text)
  if (Number.isNaN(time))
    throw new FlagError(`${flag} takes a time as in 2026-01-15T09:00:00Z, not "${text}".`)
  return time
}
