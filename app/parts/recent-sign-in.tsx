'use client'

import { useRecentSignInAsked } from '@/app/lib/recent-sign-in'
import { onDemandPart } from '@/app/ui/on-demand-part'

// Seldom needed.
const RecentSignInDialog = onDemandPart(() =>
  import('@/app/forms/recent-sign-in').then(found => found.RecentSignInDialog),
)

/** Stands once on every page on which something can need a recent sign-in. */
export function RecentSignIn() {
  return useRecentSignInAsked() ? <RecentSignInDialog /> : null
}
