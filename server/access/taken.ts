/** Whether the database refused a row because another one has its name (a unique index of either kind). */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002'
}
