import type { NewVmChoices, Template } from '@/server/api/types'
import { t } from '@/server/shared/text'

type Firmware = Template['firmware']

/** How it may boot, and why not each way. */
export function firmwareOptions({
  obstacles,
}: Pick<Template, 'obstacles'>): { value: Firmware; label: string; reason: string | undefined }[] {
  return [
    { value: 'bios', label: 'BIOS', reason: obstacleText(obstacles.bios) },
    { value: 'uefi', label: 'UEFI', reason: obstacleText(obstacles.uefi) },
    { value: 'secure', label: t('UEFI with Secure Boot'), reason: obstacleText(obstacles.secure) },
  ]
}

function obstacleText(obstacle: Template['obstacles']['uefi']): string | undefined {
  if (obstacle === 'template') return t('the template does not support it')
  if (obstacle === 'release') return t('the pool’s release does not have it')
  return obstacle === null ? undefined : t('it boots paravirtualised')
}

/** What is wrong with booting like this; undefined: nothing. */
export function firmwareIssue(
  firmware: Firmware,
  { secureBootReady }: Pick<NewVmChoices, 'secureBootReady'>,
): string | undefined {
  return firmware === 'secure' && secureBootReady === false
    ? t('The pool has no certificates for Secure Boot: the guest will not start until it has.')
    : undefined
}

/** Why no virtual TPM can be added; undefined: one can. */
export function vtpmObstacleText(
  { vtpm }: Pick<Template, 'vtpm'>,
  { vtpmObstacle }: Pick<NewVmChoices, 'vtpmObstacle'>,
  firmware: Firmware,
): string | undefined {
  if (vtpm === 'there') return t('The template has one, and so has what is made of it.')
  if (vtpmObstacle === 'release') return t('The pool’s release has none.')
  if (vtpmObstacle === 'licence') return t('The pool’s licence does not include it.')
  return firmware === 'bios' ? t('It takes UEFI.') : undefined
}
