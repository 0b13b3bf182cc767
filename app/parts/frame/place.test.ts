import { describe, expect, it } from 'vitest'
import { placeOf } from './place'
import { sections } from './sections'

describe('placeOf', () => {
  it.each(sections)('takes the list “$label” for its section', ({ id, href }) => {
    expect(placeOf(href)).toEqual({ section: id, object: null })
  })
  it('knows the overview and lists', () => {
    expect(placeOf('/')).toEqual({ section: '', object: null })
    expect(placeOf('/vms')).toEqual({ section: 'vms', object: null })
  })
  it('knows an object, whichever of its tabs is shown', () => {
    expect(placeOf('/vms/demo.1234/console')).toEqual({
      section: 'vms',
      object: { class: 'VM', id: 'demo.1234' },
    })
    expect(placeOf('/storage/demo.77').object).toEqual({ class: 'SR', id: 'demo.77' })
  })
  it('does not take parts of other pages for objects', () => {
    expect(placeOf('/tasks/pools').object).toBeNull()
  })
})
