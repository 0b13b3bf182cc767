'use client'

import { useState } from 'react'
import { useChoice } from '@/app/lib/preferences'
import { Switch } from '@/app/ui/switch'
import { preferenceChoices } from '@/server/shared/preferences'
import { t } from '@/server/shared/text'

/** Off until somebody wants it: only then the browser is asked whether it may. */
export function BrowserNotices() {
  const [chosen, choose] = useChoice('browser-notices', preferenceChoices['browser-notices'])
  const [refused, setRefused] = useState(false)
  const here = typeof Notification === 'function'
  const allowed = here && Notification.permission === 'granted'

  const change = async (on: boolean) => {
    setRefused(false)
    if (!on) return choose('off')
    const answer = await Notification.requestPermission()
    if (answer === 'granted') choose('on')
    else setRefused(true)
  }
  return (
    <div>
      <Switch
        label={t('The browser tells me what ended while I was in another window')}
        checked={chosen === 'on' && allowed}
        disabled={!here}
        onChange={on => void change(on)}
      />
      <p className="text-muted">
        {t('Tasks that I started. Domus has to be open in some window or tab of this browser.')}
      </p>
      {refused && (
        <p role="alert" className="text-trouble">
          {t('The browser does not allow it. Its settings for this site can.')}
        </p>
      )}
      {!here && <p className="text-muted">{t('This browser cannot tell anything from here.')}</p>}
    </div>
  )
}
