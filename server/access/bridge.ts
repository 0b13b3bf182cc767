import type { NextAuthOptions } from 'next-auth'

/**
 * Next bundles its routes apart from the server, so importing a module there would make a second copy of it with
 * no database and no sessions. The one thing a route needs is handed over through the process.
 */
declare global {
  var domusAuthOptions: NextAuthOptions | undefined
}

export function provideAuthOptions(options: NextAuthOptions): void {
  globalThis.domusAuthOptions = options
}

/** The options of next-auth, for its route. Throws when Next runs without server/main.ts. */
export function authOptions(): NextAuthOptions {
  const options = globalThis.domusAuthOptions
  if (!options) throw new Error('Domus is started by server/main.ts, not by Next alone.')
  return options
}
