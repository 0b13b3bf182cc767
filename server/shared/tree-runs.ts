/** A node of a tree that is written line by line; see `TreeNodeRow` in server/inventory/views.ts. */
interface TreeLine {
  id: string
  object?: string
  label: string | null
  children: number
  level: number
  position: number
  size: number
  parent: string | null
  parentIndex: number | null
  expanded: boolean | null
}

/** Lines that stand one after the other below the same node; `position` is the first one's. */
export interface TreeRun extends Omit<TreeLine, 'id' | 'object'> {
  ids: readonly string[]
  /** Of each line, where lines have objects. */
  objects?: readonly string[]
}

/** Packs lines for the way: nearly all are leaves that differ from the one above in id and position alone. */
export function treeRuns(lines: readonly TreeLine[]): TreeRun[] {
  const runs: (TreeRun & { ids: string[]; objects?: string[] })[] = []
  for (const { id, object, ...line } of lines) {
    const run = runs.at(-1)
    if (run !== undefined && (run.objects === undefined) === (object === undefined) && goesOn(run, line)) {
      run.ids.push(id)
      if (object !== undefined) run.objects?.push(object)
    } else runs.push({ ...line, ids: [id], ...(object === undefined ? {} : { objects: [object] }) })
  }
  return runs
}

function goesOn(run: TreeRun, line: Omit<TreeLine, 'id' | 'object'>): boolean {
  return (
    line.position === run.position + run.ids.length &&
    line.parentIndex === run.parentIndex &&
    line.parent === run.parent &&
    line.level === run.level &&
    line.size === run.size &&
    line.label === run.label &&
    line.children === run.children &&
    line.expanded === run.expanded
  )
}

/** The lines that were packed. */
export function treeLines(runs: readonly TreeRun[]): TreeLine[] {
  return runs.flatMap(({ ids, objects, position, ...run }) =>
    ids.map((id, at) => {
      const object = objects?.[at]
      return { id, ...run, position: position + at, ...(object === undefined ? {} : { object }) }
    }),
  )
}
