import './globals.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { nonceHeader } from '@/server/shared/nonce-header'
import { language, textsUrl } from '@/server/shared/text'
import { plexMono, plexMonoRest, plexMonoText, plexSans, plexSansRest } from './fonts'
import { Providers } from './providers'
import { themeScript } from './theme-script'

export const metadata: Metadata = {
  title: { default: 'Domus', template: '%s · Domus' },
  description: 'A console for pools of Xen hosts',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

const fonts = [plexSans, plexSansRest, plexMono, plexMonoText, plexMonoRest]
  .map(font => font.variable)
  .join(' ')

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Made anew for each page: what carries it is ours. Asking for it has pages drawn when they are asked for.
  const nonce = (await headers()).get(nonceHeader) ?? undefined
  const spoken = language()
  const texts = textsUrl()
  return (
    // The script sets data-theme before React looks at the element.
    <html lang={spoken} className={fonts} suppressHydrationWarning>
      <head>
        {/* A constant of ours, put in as it stands because it must run before the first paint. A browser hides the
            nonce of what it has read, so React would find another one. */}
        <script suppressHydrationWarning nonce={nonce} dangerouslySetInnerHTML={{ __html: themeScript }} />
        {/* Before anything is drawn: the browser has to find what the server wrote. */}
        {texts && <script suppressHydrationWarning nonce={nonce} src={texts} />}
      </head>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
