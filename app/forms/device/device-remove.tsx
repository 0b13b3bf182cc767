'use client'

import { subjectName } from '@/app/parts/action-subject'
import { ErrorNote } from '@/app/parts/error-note'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { gpuKindName } from '@/server/shared/gpu'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import {
  givenDisk,
  givenGpu,
  givenNic,
  givenTpm,
  type KnownDisk,
  type KnownGpu,
  type KnownNic,
  type KnownTpm,
} from './known'

interface Words {
  title: string
  body: string
  verb: string
  input: unknown
}

function ofDisk(disk: KnownDisk, vm: string, deletes: boolean): Words {
  const input = { drive: disk.id, position: disk.position }
  const name = disk.name || t('the disk at position {position}', { position: disk.position })
  return deletes
    ? {
        title: t('Delete {disk}?', { disk: name }),
        body: t('What is on it is gone for good, and {vm} has it no more. This can’t be undone.', { vm }),
        verb: t('Delete disk'),
        input,
      }
    : {
        title: t('Detach {disk}?', { disk: name }),
        body: t('{vm} has it no more. The disk stays on its storage with all that is on it.', { vm }),
        verb: t('Detach'),
        input,
      }
}

function ofNic(nic: KnownNic, vm: string): Words {
  return {
    title: t('Remove NIC {device} of {vm}?', { device: nic.device, vm }),
    body: t('The guest loses this connection, and the address {mac} with it.', { mac: nic.mac }),
    verb: t('Remove NIC'),
    input: { nic: nic.id, device: nic.device },
  }
}

function ofTpm(tpm: KnownTpm, vm: string): Words {
  return {
    title: t('Remove the virtual TPM of {vm}?', { vm }),
    body: t(
      'All keys in it are gone for good. The guest may not start any more: one whose disk is encrypted by it, as by BitLocker, asks for its recovery key. This can’t be undone.',
    ),
    verb: t('Remove virtual TPM'),
    input: { vtpm: tpm.id },
  }
}

function ofGpu(gpu: KnownGpu, vm: string): Words {
  return {
    title: t('Remove the graphics card of {vm}?', { vm }),
    body: t(
      '{vm} gives back what it has of “{group}” ({card}), and shows its picture in the console again. The drivers stay in the guest.',
      { vm, card: gpuKindName(gpu), group: gpu.groupName },
    ),
    verb: t('Remove graphics card'),
    input: { gpu: gpu.id },
  }
}

function wordsOf(action: string, vm: string, known: unknown): Words | undefined {
  if (action === 'vm.removeNic') {
    const nic = givenNic(known)
    return nic && ofNic(nic, vm)
  }
  if (action === 'vm.removeTpm') {
    const tpm = givenTpm(known)
    return tpm && ofTpm(tpm, vm)
  }
  if (action === 'vm.removeGpu') {
    const gpu = givenGpu(known)
    return gpu && ofGpu(gpu, vm)
  }
  const disk = givenDisk(known)
  return disk && ofDisk(disk, vm, action === 'vm.deleteDisk')
}

/** Asks before a device (`known`) is taken out of its VM. */
export function DeviceRemoveDialog({
  action,
  subject,
  known,
  submitting,
  error,
  onSubmit,
  onClose,
}: ActionFormProps) {
  const vm = subjectName(subject)
  const words = wordsOf(action.id, vm, known)
  if (!words) return null
  const { title, body, verb, input } = words
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => onSubmit(input)}
      title={title}
      body={body}
      verb={verb}
      tone="danger"
      submitting={submitting}
      error={error ? <ErrorNote error={error} className="mt-3" /> : null}
    />
  )
}
