import { withAction } from '../action-part'
import type { PressMany } from '../action-press'

/** Renames, moves or, with `to` as '', deletes a folder with all below it, in every pool. */
export function moveFolder(pressMany: PressMany, from: string, to: string): void {
  void withAction('object.refile', refile =>
    pressMany(refile, { kind: 'many', targets: { folder: from }, name: from }, { from, to }),
  )
}
