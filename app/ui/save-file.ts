/** Hands a file to the browser, which keeps it where it keeps what is downloaded. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken it by the end of this turn of the loop.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}

/** A name that every file system takes: "web-01 2026-11-23 10.02.03.png". */
export function fileName(what: string, at: Date, ending: string): string {
  const time = at.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.')
  const safe = what.replace(/[\p{Cc}\\/:*?"<>|]/gu, '_').slice(0, 100)
  return `${safe} ${time}.${ending}`
}
