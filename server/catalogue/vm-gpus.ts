import { gpuReason } from '@/server/shared/gpu'
import { say, t } from '@/server/shared/text'
import { defineAction } from './define'
import { inputOf } from './input'

export const vmAddGpu = defineAction({
  id: 'vm.addGpu',
  on: ['VM'],
  label: say('Add graphics card…'),
  sentence: (name: string) => t('Add a graphics card to {name}', { name }),
  icon: 'gpu',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.gpu',
  listed: false,
  bulk: false,
  input: inputOf('newGpu'),
  async check({ ref, around, input }) {
    const obstacle = around.gpuObstacle(ref)
    if (obstacle !== null) around.refuse(gpuReason(obstacle))
    around.gpuKind(ref, input)
  },
  run: ({ xapi, ref, around, input }) => {
    const { group, type } = around.gpuKind(ref, input)
    // 0 is the next one that is free; pools that know one card a VM take no other number.
    return xapi.VGPU.create(ref, group, '0', {}, type)
  },
})

export const vmRemoveGpu = defineAction({
  id: 'vm.removeGpu',
  on: ['VM'],
  label: say('Remove graphics card…'),
  sentence: (name: string) => t('Remove a graphics card of {name}', { name }),
  icon: 'delete',
  tone: 'danger',
  group: 'properties',
  permission: 'vm.gpu',
  listed: false,
  bulk: false,
  input: inputOf('gpu'),
  async check({ ref, around, input }) {
    const { obstacle } = around.gpu(ref, input.gpu)
    if (obstacle !== null) around.refuse(gpuReason(obstacle))
  },
  run: ({ xapi, ref, around, input }) => xapi.VGPU.destroy(around.gpu(ref, input.gpu).ref),
})
