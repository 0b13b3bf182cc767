import './globals.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { plexMono, plexMonoRest, plexSans, plexSansRest } from './fonts'
import { Providers } from './providers'
import { themeScript } from './theme-script'

export const metadata: Metadata = {
  title: { default: 'Domus', template: '%s · Domus' },
  description: 'A console for pools of Xen hosts',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

const fonts = [plexSans, plexSansRest, plexMono, plexMonoRest].map(font => font.variable).join(' ')

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The script sets data-theme before React looks at the element.
    <html lang="en" className={fonts} suppressHydrationWarning>
      <head>
        {/* A constant of ours, put in as it stands because it must run before the first paint. */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
