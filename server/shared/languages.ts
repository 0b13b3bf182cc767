/** The languages that Domus speaks: BCP 47 tags, English being what the source says. */
export const languages = ['en', 'de', 'ja', 'zh-CN'] as const
export type Language = (typeof languages)[number]

/** Each in its own words: who can't read the others finds theirs. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  ja: '日本語',
  'zh-CN': '简体中文',
}

export function isLanguage(found: unknown): found is Language {
  return languages.some(language => language === found)
}

/** The best of ours for what a browser says its reader understands (Accept-Language); English where none fits. */
export function languageFor(accepted: string | undefined): Language {
  const wanted = (accepted ?? '')
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map(parameter => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
      return { tag: tag.trim(), quality: Number(quality ?? 1) }
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((one, other) => other.quality - one.quality)
  for (const { tag } of wanted) {
    const found = languages.find(language => speaks(tag, language))
    if (found) return found
  }
  return 'en'
}

function speaks(tag: string, language: Language): boolean {
  const [base, ...rest] = tag.split('-')
  if (base !== language.split('-')[0]) return false
  // Traditional characters are not what readers of simplified ones know, and the other way round.
  return base !== 'zh' || !rest.some(part => ['hant', 'tw', 'hk', 'mo'].includes(part))
}
