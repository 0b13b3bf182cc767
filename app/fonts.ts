import localFont from 'next/font/local'

/**
 * From the registry packages, served by us: no page asks another server for anything. What nearly every page needs of
 * them (ASCII and the punctuation of sentences) is cut out and fetched at once, 35 kB in all; the rest of Latin follows
 * where a name has such a letter, and of the mono one all that no address is made of. `app/fonts/cut.py` cuts them.
 */
export const plexSans = localFont({
  src: [
    { path: './fonts/plex-sans-400.woff2', weight: '400' },
    { path: './fonts/plex-sans-500.woff2', weight: '500' },
    { path: './fonts/plex-sans-600.woff2', weight: '600' },
  ],
  variable: '--font-plex-sans',
  // The rest of the letters comes next, and what stands in for both after it.
  adjustFontFallback: false,
})

export const plexMono = localFont({
  src: [{ path: './fonts/plex-mono-addresses-400.woff2', weight: '400' }],
  variable: '--font-plex-mono',
  adjustFontFallback: false,
  preload: false,
})

export const plexMonoText = localFont({
  src: [{ path: './fonts/plex-mono-400.woff2', weight: '400' }],
  variable: '--font-plex-mono-text',
  adjustFontFallback: false,
  preload: false,
})

// next/font wants its options written out.
export const plexSansRest = localFont({
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
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+00A1-00B0,U+00B2-00B6,U+00B8-00D6,U+00D8-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-2012,U+2015-2017,U+201A-201B,U+201E-2025,U+2027-206F,U+20AC,U+2122,U+2191,U+2193,U+2215,U+FEFF,U+FFFD',
    },
  ],
  variable: '--font-plex-sans-rest',
  fallback: ['system-ui', 'sans-serif'],
  preload: false,
})

export const plexMonoRest = localFont({
  src: [
    {
      path: '../node_modules/@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2',
      weight: '400',
    },
  ],
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+00A1-00B0,U+00B2-00B6,U+00B8-00D6,U+00D8-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-2012,U+2015-2017,U+201A-201B,U+201E-2025,U+2027-206F,U+20AC,U+2122,U+2191,U+2193,U+2215,U+FEFF,U+FFFD',
    },
  ],
  variable: '--font-plex-mono-rest',
  fallback: ['ui-monospace', 'monospace'],
  preload: false,
})
