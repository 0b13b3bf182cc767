'use client'

import { appError } from '@/app/lib/app-error'
import { bytesText, number } from '@/app/lib/format'
import { usePreferencesUnsaved } from '@/app/lib/preferences'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { Card } from '@/app/ui/card'
import { forget, useRemembered } from '@/app/ui/remembered'
import { confirmDone } from '@/app/ui/toast'
import { languageNames } from '@/server/shared/languages'
import { preferenceChoices } from '@/server/shared/preferences'
import { say, t } from '@/server/shared/text'
import { BrowserNotices } from './browser-notices'
import { ChoiceField } from './choice-field'
import { TimeZoneField } from './time-zone-field'

const themes = { system: say('As the system'), light: say('Light'), dark: say('Dark') }
const contrasts = { system: say('As the system'), more: say('More contrast') }
const densities = { normal: say('Normal'), compact: say('Compact'), comfortable: say('Comfortable') }
const languages = { browser: say('As this browser'), ...languageNames }
const formats = {
  language: say('As the language has it'),
  iso: 'ISO (2026-08-21 14:03)',
  browser: say('As this browser'),
  'en-GB': say('English (United Kingdom)'),
  'en-US': say('English (United States)'),
  'de-DE': say('German (Germany)'),
  'fr-FR': say('French (France)'),
  'ja-JP': say('Japanese (Japan)'),
  'zh-CN': say('Chinese (China)'),
}
const startPages = {
  overview: say('Overview'),
  pools: say('Pools'),
  hosts: say('Hosts'),
  vms: say('VMs'),
  storage: say('Storage'),
  networks: say('Networks'),
  tasks: say('Tasks'),
}
const confirmations = {
  all: say('Before everything that can disturb someone'),
  danger: say('Only before what can lose something'),
}
const asText = (found: unknown) => (typeof found === 'string' ? found : undefined)

/** How Domus looks and behaves for oneself, in every browser one signs in with. */
export function Preferences() {
  const unsaved = usePreferencesUnsaved()
  return (
    <div className="flex flex-col gap-4 p-4">
      {unsaved !== null && (
        <Banner tone="warn" live="status" title={t('Your last choices are kept in this browser only so far')}>
          {t('{message} Domus tries again by itself.', { message: appError(unsaved).message })}
        </Banner>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={t('Appearance')}>
          <div className="flex flex-col gap-4">
            <ChoiceField
              preference="theme"
              label={t('Theme')}
              choices={preferenceChoices.theme}
              labels={themes}
            />
            <ChoiceField
              preference="contrast"
              label={t('Contrast')}
              choices={preferenceChoices.contrast}
              labels={contrasts}
              help={t(
                'More contrast: darker or brighter words, lines that can be seen, a thicker ring around the focus.',
              )}
            />
            <ChoiceField
              preference="density"
              label={t('Row height')}
              choices={preferenceChoices.density}
              labels={densities}
              help={t('Of all tables.')}
            />
          </div>
        </Card>
        <Card title={t('Language, dates and numbers')}>
          <div className="flex flex-col gap-4">
            <ChoiceField
              preference="language"
              label={t('Language')}
              choices={preferenceChoices.language}
              labels={languages}
              help={t(
                'What has not been translated yet stays in English, and so does what pools and people have named.',
              )}
            />
            <FormatField />
            <TimeZoneField />
          </div>
        </Card>
        <Card title={t('Working')}>
          <div className="flex flex-col gap-4">
            <ChoiceField
              preference="start-page"
              label={t('Start page')}
              choices={preferenceChoices['start-page']}
              labels={startPages}
              help={t('What opens when you come to Domus by its bare address.')}
            />
            <ChoiceField
              preference="confirmations"
              label={t('Ask before acting')}
              choices={preferenceChoices.confirmations}
              labels={confirmations}
              help={t('What cannot be undone is always asked for.')}
            />
            <BrowserNotices />
          </div>
        </Card>
        <Card title={t('Layout')}>
          <p className="mb-3 text-muted">
            {t(
              'Domus remembers the width of panes, the columns, widths and sorting of every table, and what is open in the tree.',
            )}
          </p>
          <Button
            onClick={() => {
              forget(key => /^(table|split|tree|tab)\./.test(key))
              confirmDone(t('The layout is as it was at first'))
            }}
          >
            {t('Reset the layout')}
          </Button>
        </Card>
      </div>
    </div>
  )
}

function FormatField() {
  // Drawn anew when it changes, so that the example is.
  useRemembered('formats', '', asText)
  return (
    <ChoiceField
      preference="formats"
      label={t('Format')}
      choices={preferenceChoices.formats}
      labels={formats}
      help={t('For example {n} or {size}.', { n: number(1234.5, 1), size: bytesText(1.5 * 1024 ** 3) })}
    />
  )
}
