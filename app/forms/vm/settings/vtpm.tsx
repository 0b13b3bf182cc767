'use client'

import { useDeviceActions } from '@/app/parts/device-actions'
import { Card } from '@/app/ui/card'
import { Facts } from '@/app/ui/facts'
import type { VmDetail } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { vtpmReason } from '@/server/shared/vtpm'

/** The trusted module of a VM, and whether it boots what is signed: what Windows 11 asks for. */
export function VtpmSettings({ detail }: { detail: VmDetail }) {
  const { row, firmware, secureBoot, vtpms, vtpmObstacle } = detail
  const { button, dialog } = useDeviceActions(row)
  return (
    <Card title={t('Virtual TPM')}>
      <div className="flex flex-col gap-4">
        <Facts facts={[{ label: t('Secure Boot'), value: secureBoot ? t('On') : t('Off') }]} />
        {vtpms.map(vtpm => (
          <div key={vtpm.id} className="flex flex-col gap-2">
            <Facts
              facts={[
                {
                  label: t('Unique'),
                  value: vtpm.unique
                    ? t('Yes: copies of this VM get an empty one')
                    : t('No: copies of this VM get what is in it'),
                },
                {
                  label: t('Protected'),
                  value: vtpm.isProtected
                    ? t('Yes: it is secured as the TPM specification asks')
                    : t('No: it is not secured as the TPM specification asks'),
                },
              ]}
            />
            <div>
              {button('vm.removeTpm', {
                known: vtpm,
                reason: vtpm.obstacle === null ? undefined : vtpmReason(vtpm.obstacle),
              })}
            </div>
          </div>
        ))}
        {vtpms.length === 0 && (
          <>
            <p className="text-m text-muted">
              {row.family === 'windows' && (firmware !== 'uefi' || !secureBoot)
                ? t('This VM has none. Windows 11 asks for one, and for UEFI with Secure Boot.')
                : t('This VM has none. Windows 11 asks for one.')}
            </p>
            <div>
              {button('vm.addTpm', {
                reason: vtpmObstacle === null ? undefined : vtpmReason(vtpmObstacle),
              })}
            </div>
          </>
        )}
        {vtpms.length > 0 && row.family === 'windows' && !secureBoot && (
          <p className="text-m text-muted">{t('Windows 11 asks for Secure Boot besides.')}</p>
        )}
      </div>
      {dialog}
    </Card>
  )
}
