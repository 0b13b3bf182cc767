/**
 * By what the task of an audit line is found at the pool when the answer with its reference never came, in this process
 * or a later one.
 */
export function tagOf(line: bigint, objectUuid: string): string {
  return `domus/${line}/${objectUuid}`
}

/** Tasks of a run in several steps are numbered. */
const tagPattern = /^domus\/(\d{1,18})\/([^/]+)(?:\/\d{1,4})?$/

/** The audit line and the object of a tag as tasks carry it; undefined where it is none of ours. */
export function lineOfTag(found: string | undefined): { line: string; uuid: string } | undefined {
  if (found === undefined) return undefined
  const [, line, uuid] = tagPattern.exec(decoded(found)) ?? []
  return line !== undefined && uuid !== undefined ? { line, uuid } : undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Somebody else's tag, with a percent sign that means nothing.
    return text
  }
}
