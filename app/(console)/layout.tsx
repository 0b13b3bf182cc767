import type { ReactNode } from 'react'
import { askEarly } from '../parts/frame/ask-early'
import { Frame } from '../parts/frame/frame'
import { SessionGate } from '../parts/frame/session-gate'
import { RecentSignIn } from '../parts/recent-sign-in'

/** The signed-in shell. Its data is the live inventory, so it is drawn in the browser. */
export default function ConsoleLayout({ children }: { children: ReactNode }) {
  askEarly()
  return (
    <SessionGate>
      <Frame>{children}</Frame>
      <RecentSignIn />
    </SessionGate>
  )
}
