import type { Book } from '../engine/book'
import { type Principal, permissionsOn } from '../policy'

/** The projects over which a user holds something now. */
export function projectsOf(book: Book, user: string): ReadonlySet<string> {
  const projects = new Set<string>()
  for (const { scopes } of book.rightsOf(user)) {
    for (const { kind, ref } of scopes) if (kind === 'project') projects.add(ref)
  }
  return projects
}

/** True for members, and for those who look after all projects. */
export function knowsProject(
  book: Book,
  user: Pick<Principal, 'userId' | 'access'>,
  project: string,
): boolean {
  return permissionsOn(user).has('project.manage') || projectsOf(book, user.userId).has(project)
}
