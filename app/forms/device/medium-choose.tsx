'use client'

import { useState } from 'react'
import { subjectName } from '@/app/parts/action-subject'
import { Checkbox } from '@/app/ui/checkbox'
import type { Medium } from '@/server/api/types'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'
import { givenDisk } from './known'
import { MediumPicker } from './medium-picker'

/** Which disc goes into a drive (`known`), or which disk that no VM has goes to this one. */
export function MediumChooseDialog({ action, subject, known, onSubmit, ...rest }: ActionFormProps) {
  const drive = givenDisk(known)
  const kind = action.id === 'vm.insertDisc' ? 'disc' : 'disk'
  const vm = subject.kind === 'one' ? subject.row.id : ''
  const [medium, setMedium] = useState<Medium | null>(null)
  const [readOnly, setReadOnly] = useState(false)
  const disc = kind === 'disc'
  const submit = ({ id, sr, name, size }: Medium) =>
    onSubmit(
      disc
        ? { drive: drive?.id, position: drive?.position, sr: sr.id, disc: id, title: name }
        : { sr: sr.id, disk: id, size, readOnly },
    )
  return (
    <FormDialog
      {...rest}
      width="m"
      title={
        disc
          ? t('Insert a disc into {subjectName}', { subjectName: subjectName(subject) })
          : t('Attach a disk to {subjectName}', { subjectName: subjectName(subject) })
      }
      description={
        disc
          ? drive?.empty === false
            ? t('{disc} is ejected before.', { disc: drive.name })
            : undefined
          : t('Disks that no VM has, on storage whose disks you may change.')
      }
      verb={disc ? t('Insert') : t('Attach')}
      reason={medium ? undefined : disc ? t('Choose a disc') : t('Choose a disk')}
      onSubmit={() => medium && submit(medium)}
    >
      <div className="flex flex-col gap-3">
        <MediumPicker of={vm} kind={kind} chosen={medium?.id ?? null} onChoose={setMedium} />
        {!disc && (
          <Checkbox
            label={t('Read only')}
            checked={readOnly}
            onChange={event => setReadOnly(event.target.checked)}
          />
        )}
      </div>
    </FormDialog>
  )
}
