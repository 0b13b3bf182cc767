import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/server/access/bridge'

type Context = { params: Promise<{ nextauth: string[] }> }

/** Options are read per request: they come from the running server, which starts after this file was bundled. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(request, context, await authOptions(request.headers))
}

export { handler as GET, handler as POST }
