import { plainSetter } from './generic'
import { asHandlers, type Handlers } from './types'

/** Setters that are the class's own in the model, and do nothing but write. */
export const sr: Handlers<'SR'> = asHandlers<'SR'>({
  set_name_label: plainSetter('SR', 'name_label'),
  set_name_description: plainSetter('SR', 'name_description'),
})

export const network: Handlers<'network'> = asHandlers<'network'>({
  set_default_locking_mode: plainSetter('network', 'default_locking_mode'),
})
