import type { NextAuthOptions } from 'next-auth'

/** Options for one request: who may be signed in by is looked up, and some of it knows where the request comes from. */
export type OptionsOf = (headers: Headers) => Promise<NextAuthOptions>

/**
 * Next bundles its routes apart from the server, so importing a module there would make a second copy of it with
 * no database and no sessions. The one thing a route needs is handed over through the process.
 */
declare global {
  var domusAuthOptions: OptionsOf | undefined
}

export function provideAuthOptions(options: OptionsOf): void {
  globalThis.domusAuthOptions = options
}

/** The options of next-auth for a request to its route. Throws when Next runs without server/main.ts. */
export async function authOptions(headers: Headers): Promise<NextAuthOptions> {
  const options = globalThis.domusAuthOptions
  if (!options) throw new Error('Domus is started by server/main.ts, not by Next alone.')
  return options(headers)
}
