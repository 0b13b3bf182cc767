import type { ReactNode } from 'react'
import type { OsFamily } from '@/server/shared/os-family'

/** Drawn for Domus in the manner of its other icons; they call the systems to mind and are nobody's trade marks. */
const drawings: Record<OsFamily, ReactNode> = {
  Windows: <path d="M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z" />,
  AlmaLinux: (
    <>
      <circle cx="12" cy="5.8" r="2.8" />
      <circle cx="18" cy="10.2" r="2.8" />
      <circle cx="15.7" cy="17.2" r="2.8" />
      <circle cx="8.3" cy="17.2" r="2.8" />
      <circle cx="6" cy="10.2" r="2.8" />
    </>
  ),
  Alpine: <path d="M7 3.5h10l5 8.5-5 8.5H7L2 12zM6 15l4.5-5.5 3 3.8 1.7-1.9L18 15" />,
  CentOS: <path d="m12 3 9 9-9 9-9-9zM7.5 7.5l9 9M16.5 7.5l-9 9" />,
  CoreOS: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 3v9h9a9 9 0 0 0-9-9zM12 7.5a4.5 4.5 0 0 1 4.5 4.5" />
    </>
  ),
  Debian: (
    <path d="M14.8 12.6c-.8 1.5-3.1 1.5-4-.1-1.1-2 .5-4.7 3.2-4.7 2.9 0 4.9 2.5 4.4 5.5-.5 3.2-3.5 5.4-7 4.7-3.7-.7-6-4-5.6-7.7.5-4.2 4.2-7 8.3-6.5 2.2.2 3.9 1.2 5 2.7" />
  ),
  Fedora: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M16 8.2a2.6 2.6 0 0 0-4.6 1.7v4.6A2.6 2.6 0 0 1 7 16.2M8.5 12.4h6" />
    </>
  ),
  FreeBSD: (
    <>
      <circle cx="12" cy="13.5" r="7.5" />
      <path d="M6 9C4.2 7 3.6 5.2 3.8 3.4 6 3.4 7.8 4.2 9 6M18 9c1.8-2 2.4-3.8 2.2-5.6C18 3.4 16.2 4.2 15 6" />
    </>
  ),
  Gooroom: <path d="M7 18.5h10a4 4 0 0 0 .6-8 6 6 0 0 0-11.4 1A3.6 3.6 0 0 0 7 18.5z" />,
  Kylin: <path d="M6.5 4v16M18 4 8.5 12 18 20" />,
  'Oracle Linux': <rect x="2.5" y="7" width="19" height="10" rx="5" />,
  'Red Hat': (
    <path d="M6.2 14.5c.2-3.6 1-7.2 2.7-8.2 1.1-.6 1.9.5 3.3.5s2-.9 3.1-.3c1.7 1 2.5 4.7 2.7 8M2.5 13c0 3 5 5.5 10.5 5.5 5 0 8.5-1.5 8.5-3.5" />
  ),
  'Rocky Linux': (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="m5 17.6 8.5-8.6 6.5 6.5M9.5 19.5l4-4" />
    </>
  ),
  'Scientific Linux': (
    <>
      <ellipse cx="12" cy="12" rx="9.5" ry="4" transform="rotate(45 12 12)" />
      <ellipse cx="12" cy="12" rx="9.5" ry="4" transform="rotate(-45 12 12)" />
      <path d="M12 12v.01" />
    </>
  ),
  SUSE: (
    <path d="M2.5 16c0-5.5 4-9.5 10-9.5 5 0 9 2.5 9 6.7 0 2.6-2 4.5-4.5 4.5-2.2 0-3.8-1.5-3.8-3.4 0-1.6 1.2-2.8 2.8-2.8M17.5 9.8v.01" />
  ),
  Ubuntu: (
    <>
      <circle cx="12" cy="12" r="5" />
      <circle cx="3.8" cy="12" r="1.8" />
      <circle cx="16.1" cy="4.9" r="1.8" />
      <circle cx="16.1" cy="19.1" r="1.8" />
    </>
  ),
  Other: (
    <>
      <circle cx="12" cy="12" r="9" />
      <circle cx="12" cy="12" r="2.5" />
    </>
  ),
}

const isDrawn = (family: string): family is OsFamily => Object.hasOwn(drawings, family)

/** The mark of an operating system's family: an ornament beside its name. `size` in px. */
export function OsMark({ family, size = 16 }: { family: string; size?: number }) {
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
    >
      {drawings[isDrawn(family) ? family : 'Other']}
    </svg>
  )
}
