/**
 * How a console's WebSocket ends, as the page is told: application close codes (RFC 6455, 7.4.2), shaped after
 * the HTTP status of the same meaning. The reason beside them is a sentence for a person.
 */
export const consoleClose = {
  /** The sign-in that the console was opened with is over. */
  signedOut: 4401,
  /** The pool's user may not open this console. */
  notAllowed: 4403,
  /** The VM has no console, or is gone. */
  noConsole: 4404,
  /** The host ended it: the VM stopped, restarted, or moved to another host. */
  closedByHost: 4409,
  /** Domus met an error of its own. */
  internal: 4500,
  /** The host cannot be reached, or the connection to it broke. */
  hostUnreachable: 4502,
  /** Someone else holds the console, and the pool allows one at a time. */
  busy: 4503,
  /** The server is being stopped: 1001, "going away". */
  goingAway: 1001,
} as const

export type ConsoleCloseCode = (typeof consoleClose)[keyof typeof consoleClose]

/** The WebSocket sub-protocol that console bytes travel under. */
export const consoleProtocol = 'binary'
