/** What a call is to whoever waits for it: it only reads, it begins a task, or it does its work before it answers. */
export type CallKind = 'read' | 'begin' | 'work'

/** Milliseconds without anything arriving after which an answer counts as lost. */
export const timeouts = {
  read: 60_000,
  begin: 60_000,
  /** A host answers when the work is done: the clean shutdown of a slow guest takes twenty minutes to be given up. */
  work: 25 * 60_000,
  /** A wrong password takes a host some seconds, a directory that does not answer longer. */
  login: 45_000,
  logout: 5_000,
} as const satisfies { readonly [kind in CallKind | 'login' | 'logout']: number }

/** The kind of "VM.get_record", "Async.VM.start", "VM.start". Getters alone may be repeated without harm. */
export function callKind(method: string): CallKind {
  if (method.startsWith('Async.')) return 'begin'
  return /^[A-Za-z_]+\.get_/.test(method) ? 'read' : 'work'
}

/**
 * The same for event.from, which waits for a change for `seconds`. The first batch, that of an empty token, holds every
 * object of a pool and takes a host much longer than any other: 13 s were seen for 5,000 VMs; how long the largest pools
 * take is uncertain.
 */
export function eventTimeout(token: string, seconds: number): number {
  return seconds * 1000 + (token === '' ? 150_000 : 20_000)
}
