import { t } from './text'

/**
 * Why a VM can't get a graphics card, or lose one, now. `none`: no host of the pool has one to give. `types`: none goes with
 * those that it has. `hidden`: who asks is not told what its pool has.
 */
export type GpuObstacle = 'licence' | 'none' | 'paravirtual' | 'running' | 'availability' | 'types' | 'hidden'

export function gpuReason(obstacle: GpuObstacle): string {
  switch (obstacle) {
    case 'licence':
      return t('The pool’s licence does not include graphics cards for VMs.')
    case 'none':
      return t('No host of its pool has a graphics card that could be given to a VM.')
    case 'paravirtual':
      return t('It boots paravirtualised, and such VMs can’t have graphics cards.')
    case 'running':
      return t('Shut it down first: graphics cards are added and removed while their VM is halted.')
    case 'availability':
      return t(
        'High availability is to restart it, and can’t promise that for a VM with a graphics card. Change its restart priority first.',
      )
    case 'hidden':
      return t('Which cards there are is told to who sees the pool.')
    case 'types':
      return t('No other graphics card of its pool goes with those that it has.')
  }
}

/** What a kind of graphics card is called. */
export function gpuKindName({ whole, name }: { whole: boolean; name: string }): string {
  return whole ? t('Whole card') : name
}
