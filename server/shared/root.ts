declare global {
  /** On the server: the directory that Domus lies in. Pages are bundled apart from it. */
  var domusRoot: string | undefined
}

/** From now on pages find what lies beside them, whatever directory the server was started from. */
export function provideRoot(root: string): void {
  globalThis.domusRoot = root
}
