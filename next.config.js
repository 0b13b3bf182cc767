/** @type {import('next').NextConfig} */
export default {
  // Two builds may stand side by side, as in development and under test.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks types for the whole tree; a second pass in the build would only repeat it.
  // Next writes into the tsconfig it is given; this one is for that.
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'app/tsconfig.json' },
  // Native and server-only packages stay outside of the page bundles.
  serverExternalPackages: ['@node-rs/argon2', '@prisma/client', 'pg'],
  devIndicators: false,
}
