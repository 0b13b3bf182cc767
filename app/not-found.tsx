'use client'

import dynamic from 'next/dynamic'

// Every page carries along what is shown when there is no such page: so this is fetched when it is shown.
const NoSuchPage = dynamic(() => import('./no-such-page').then(found => found.NoSuchPage))

export default function NotFound() {
  return <NoSuchPage />
}
