import { customFieldValues } from '@/server/shared/custom-fields'
import { folderKey, tidyFolder } from '@/server/shared/folders'

/** What XenCenter keeps in `other_config` of how a person has put an object in order. */
export function organised(otherConfig: Readonly<Record<string, string>>): {
  folder: string
  fields: Record<string, string>
} {
  return { folder: tidyFolder(otherConfig[folderKey] ?? ''), fields: customFieldValues(otherConfig) }
}
