import { say, t } from './text'

/** How long a password may be. No signs of one kind or another are asked for: length is what counts. */
export const minPasswordLength = 12
export const maxPasswordLength = 256
export const passwordTooShort = say('A password has at least 12 characters.')
export const passwordTooLong = say('A password has at most 256 characters.')
export const passwordHelp = () =>
  t('At least {min} characters. Length counts more than signs: a few words do well.', {
    min: minPasswordLength,
  })
