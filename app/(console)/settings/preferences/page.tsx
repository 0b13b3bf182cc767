import type { Metadata } from 'next'
import { Preferences } from './preferences'

export const metadata: Metadata = { title: 'Preferences' }

export default function Page() {
  return <Preferences />
}
