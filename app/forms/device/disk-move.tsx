'use client'

import { useState } from 'react'
import { bytesText } from '@/app/lib/format'
import { poolsOf, subjectName, targetsOf } from '@/app/parts/action-subject'
import { Banner } from '@/app/ui/banner'
import { Facts } from '@/app/ui/facts'
import { Field } from '@/app/ui/field'
import { Select } from '@/app/ui/select'
import type { SrRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'
import { freeOf, useDiskStorage, useStorageChoices } from '../storage-choices'
import { givenDisk, type KnownDisk } from './known'

/** Another storage for a disk that a VM has (`known`). */
export function DiskMoveDialog({ known, ...rest }: ActionFormProps) {
  const [disk] = useState(givenDisk(known))
  return disk ? <Form {...rest} disk={disk} /> : null
}

function Form({
  action: _,
  disk,
  subject,
  onSubmit,
  ...rest
}: Omit<ActionFormProps, 'known'> & { disk: KnownDisk }) {
  const vm = subject.kind === 'one' && subject.row.class === 'VM' ? subject.row : undefined
  const running = vm?.power_state === 'Running'
  const storage = useDiskStorage(poolsOf(targetsOf(subject)))
  const refused = (sr: SrRow) =>
    sr.id === disk.sr?.id
      ? t('it is there already')
      : running && sr.host !== null && sr.host !== vm.host
        ? t('not attached where the VM runs')
        : undefined
  const choices = useStorageChoices(storage, refused)
  const [chosen, setChosen] = useState<string | null>(null)
  const sr = storage.find(({ id }) => id === chosen)
  return (
    <FormDialog
      {...rest}
      width="m"
      title={t('Move disk {disk} of {subjectName}', {
        disk: disk.name || disk.position,
        subjectName: subjectName(subject),
      })}
      verb={t('Move disk')}
      reason={sr ? undefined : t('Choose a storage')}
      onSubmit={() => onSubmit({ drive: disk.id, position: disk.position, sr: sr?.id })}
    >
      <div className="flex flex-col gap-4">
        <Facts
          facts={[
            { label: t('Now on'), value: disk.sr?.name },
            { label: t('Size'), value: bytesText(disk.size) },
            { label: t('Used'), value: bytesText(disk.used) },
          ]}
        />
        <Field
          label={t('Storage')}
          required
          help={
            sr && disk.size > freeOf(sr)
              ? t(
                  'More than is free there. Storage that hands out space as it is used takes it all the same.',
                )
              : undefined
          }
        >
          <Select options={choices} value={chosen} onChange={setChosen} />
        </Field>
        <Banner
          tone="info"
          title={
            running
              ? t('The guest works on while the disk is moved.')
              : t('The disk is copied, then the one it was is deleted.')
          }
        >
          {t('Both storages hold it until it is done. What snapshots have of it stays where it is.')}
        </Banner>
      </div>
    </FormDialog>
  )
}
