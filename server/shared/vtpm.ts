import { t } from './text'

/**
 * Why a VM can't get a virtual TPM, or lose one, now. `release`: its pool is older than xapi 22.26. `firmware`: it does not
 * boot by UEFI. `there`: it has one. `refused`: the pool does not list the operation as allowed.
 */
export type VtpmObstacle = 'release' | 'licence' | 'firmware' | 'there' | 'running' | 'refused'

export function vtpmReason(obstacle: VtpmObstacle): string {
  switch (obstacle) {
    case 'release':
      return t('The pool’s release has no virtual TPMs: they come with XenServer 8 and XCP-ng 8.3.')
    case 'licence':
      return t('The pool’s licence does not include virtual TPMs.')
    case 'firmware':
      return t('It does not boot by UEFI, and only such VMs can have a virtual TPM.')
    case 'there':
      return t('It has one, and can’t have more.')
    case 'running':
      return t('Shut it down first: a virtual TPM is added and removed while its VM is halted.')
    case 'refused':
      return t('The pool does not allow this now.')
  }
}
