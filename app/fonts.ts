import localFont from 'next/font/local'

// From the registry packages, served by us: no page asks another server for anything. Latin only, 88 kB in all.

export const plexSans = localFont({
  src: [
    {
      path: '../node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2',
      weight: '400',
    },
    {
      path: '../node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-500-normal.woff2',
      weight: '500',
    },
    {
      path: '../node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2',
      weight: '600',
    },
  ],
  variable: '--font-plex-sans',
  fallback: ['system-ui', 'sans-serif'],
})

export const plexMono = localFont({
  src: [
    {
      path: '../node_modules/@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2',
      weight: '400',
    },
  ],
  variable: '--font-plex-mono',
  fallback: ['ui-monospace', 'monospace'],
  preload: false,
})
