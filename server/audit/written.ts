const written = new WeakSet<object>()

/** Notes that the log has a line about this error, and returns it. */
export function asWritten<E>(error: E): E {
  if (typeof error === 'object' && error !== null) written.add(error)
  return error
}

/** Whether the log has a line about this error: whoever meets it further out writes no second one. */
export function isWritten(error: unknown): boolean {
  return typeof error === 'object' && error !== null && written.has(error)
}
