/**
 * Imported by every bench: told by SIGUSR2, it says what keeps the process from ending. The runner sends it to a bench
 * that takes too long.
 */
process.on('SIGUSR2', () => {
  const counts = new Map<string, number>()
  for (const name of process.getActiveResourcesInfo()) counts.set(name, (counts.get(name) ?? 0) + 1)
  const told = [...counts].map(([name, count]) => `${count} ${name}`).join(', ')
  process.stderr.write(`Still open: ${told || 'nothing'}.\n`)
})
