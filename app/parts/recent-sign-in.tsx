'use client'

import dynamic from 'next/dynamic'
import { useRecentSignInAsked } from '@/app/lib/recent-sign-in'

// Seldom needed.
const RecentSignInDialog = dynamic(() =>
  import('@/app/forms/recent-sign-in').then(found => found.RecentSignInDialog),
)

/** Stands once on every page on which something can need a recent sign-in. */
export function RecentSignIn() {
  return useRecentSignInAsked() ? <RecentSignInDialog /> : null
}
