import type { z } from 'zod'

/** Something processes tell one another about: what it is called, and of what shape its body is. */
export interface Topic<Body> {
  name: string
  schema: z.ZodType<Body>
}

export function defineTopic<Body>(name: string, schema: z.ZodType<Body>): Topic<Body> {
  return { name, schema }
}
