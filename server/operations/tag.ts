/**
 * By what the task of an audit line is found at the pool when the answer with its reference never came, in this process
 * or a later one.
 */
export function tagOf(line: bigint, objectUuid: string): string {
  return `domus/${line}/${objectUuid}`
}
