import { manualPage, manualSlugs, sectionsOf } from '../docs/manual'

/** What the search of the manual goes through: made when the pages are built, fetched when somebody searches. */
export const dynamic = 'force-static'

export function GET() {
  return Response.json(manualSlugs().flatMap(slug => sectionsOf(manualPage(slug))))
}
