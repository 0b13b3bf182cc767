/** What is used of the package, which has no types of its own. */
declare module 'xen-api' {
  interface Client {
    connect(): Promise<void>
    disconnect(): Promise<void>
    /** Resolves when all objects have been read. */
    readonly objectsFetched: Promise<void>
  }
  export function createClient(options: {
    url: string
    auth: { user: string; password: string }
    allowUnauthorized: boolean
    transport: 'json-rpc' | 'xml-rpc'
  }): Client
}
