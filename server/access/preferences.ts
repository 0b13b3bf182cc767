import { z } from 'zod'
import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import {
  isChoiceKey,
  largestPreference,
  longestPreferenceKey,
  mostPreferences,
  preferenceChoices,
  preferenceKeyPattern,
} from '@/server/shared/preferences'
import { say, worded } from '@/server/shared/text'

export const preferenceChangeSchema = z
  .object({
    key: z.string().max(longestPreferenceKey).regex(preferenceKeyPattern),
    value: z.json(),
  })
  .refine(({ key, value }) => value === null || !isChoiceKey(key) || isChoice(key, value), {
    path: ['value'],
    message: say('This is not one of the choices.'),
  })
  .refine(({ value }) => Buffer.byteLength(JSON.stringify(value)) <= largestPreference, {
    path: ['value'],
    message: say('This is too much to remember.'),
  })
export type CheckedChange = z.infer<typeof preferenceChangeSchema>

function isChoice(key: keyof typeof preferenceChoices, value: unknown): boolean {
  const choices: readonly unknown[] = preferenceChoices[key]
  return choices.includes(value)
}

/** All that is remembered for a person, by key. */
export async function preferencesOf(db: Db, userId: string): Promise<Record<string, unknown>> {
  const rows = await db.preference.findMany({ where: { userId }, select: { key: true, value: true } })
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

/** Remembers the changes, all or none of them. Throws when the person would have more than there is room for. */
export async function changePreferences(
  db: Db,
  userId: string,
  changes: readonly CheckedChange[],
): Promise<void> {
  const removed = changes.filter(change => change.value === null).map(change => change.key)
  await db.$transaction(async tx => {
    if (removed.length > 0) await tx.preference.deleteMany({ where: { userId, key: { in: removed } } })
    // One statement: a person may choose a hundred things in one go.
    const kept = JSON.stringify(changes.filter(change => change.value !== null))
    await tx.$executeRaw`
      INSERT INTO "Preference" ("userId", "key", "value", "updatedAt")
      SELECT ${userId}, change->>'key', change->'value', now() FROM jsonb_array_elements(${kept}::jsonb) AS change
      ON CONFLICT ("userId", "key") DO UPDATE SET "value" = EXCLUDED."value", "updatedAt" = EXCLUDED."updatedAt"`
    if ((await tx.preference.count({ where: { userId } })) > mostPreferences) {
      throw appError(
        'refused',
        worded('More than {mostPreferences} preferences are not kept.', { mostPreferences }),
      )
    }
  })
}
