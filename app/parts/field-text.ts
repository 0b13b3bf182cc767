import { absoluteTime } from '@/app/lib/format'
import { type CustomFieldDefinition, parseFieldDate } from '@/server/shared/custom-fields'

/** A value of a custom field as it is shown: dates in the reader's time. */
export function fieldText({ type }: CustomFieldDefinition, value: string | undefined): string {
  if (!value) return ''
  const moment = type === 'date' ? parseFieldDate(value) : null
  return moment === null ? value : absoluteTime(moment.toISOString())
}
