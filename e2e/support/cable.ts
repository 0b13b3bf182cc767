import { createServer, connect as dial, type Socket } from 'node:net'

/** A line between browsers and Domus that can be pulled out and plugged in again. */
export interface Cable {
  /** Where Domus is reached through it. */
  url: string
  /** Breaks every connection that goes through it; new ones are refused. */
  pull(): Promise<void>
  plug(): Promise<void>
}

/** Lays a cable to the server at `to`. Pull it at the end. */
export async function layCable(to: string): Promise<Cable> {
  const { hostname, port } = new URL(to)
  const ends = new Set<Socket>()
  const server = createServer(near => {
    const far = dial(Number(port), hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        ends.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  const listen = (at: number) => new Promise<void>(resolve => server.listen(at, '127.0.0.1', resolve))
  await listen(0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The cable has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    pull: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const end of ends) end.destroy()
      }),
    plug: () => listen(address.port),
  }
}
