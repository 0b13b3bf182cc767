import type { ReactNode } from 'react'
import { askEarly } from '../parts/frame/ask-early'
import { SessionGate, SignedOutBanner } from '../parts/frame/session-gate'

/** Pages that are a window of their own: behind the same gate, without the frame. */
export default function WindowLayout({ children }: { children: ReactNode }) {
  askEarly()
  return (
    <SessionGate>
      <main className="isolate flex h-dvh flex-col overflow-hidden bg-base">
        <SignedOutBanner />
        {children}
      </main>
    </SessionGate>
  )
}
