import type { z } from 'zod'

/**
 * Marks the input that holds what is written down nowhere: a password, a code, a key. Whatever stands in such a place of
 * a procedure's input is taken out of all that the audit log is told during the call.
 */
export function secret<S extends z.ZodType<string | undefined>>(schema: S): z.core.$ZodBranded<S, 'secret'> {
  return schema.meta({ secret: true }).brand<'secret'>()
}
