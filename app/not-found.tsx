'use client'

import { onDemandPart } from './ui/on-demand-part'

// Every page carries along what is shown when there is no such page: so this is fetched when it is shown.
const NoSuchPage = onDemandPart(() => import('./no-such-page').then(found => found.NoSuchPage))

export default function NotFound() {
  return <NoSuchPage />
}
