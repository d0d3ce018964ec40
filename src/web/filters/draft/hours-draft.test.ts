import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatHours, parseHours } from '../../../query/local/hours.ts'
import { hoursText } from '../../../query/testing/arbitrary-query.ts'
import { createHoursDraft, findHoursProblem, toHoursText } from './hours-draft.ts'

const draft = createHoursDraft('mon-fri 07:00-19:00 Europe/London')

it('edits any hours of a link', () => {
  fc.assert(
    fc.property(hoursText, (text) => {
      const edited = createHoursDraft(text)
      expect(findHoursProblem(edited)).toBeUndefined()
      const { hours } = parseHours(toHoursText(edited))
      expect(hours && formatHours(hours)).toBe(text)
    }),
  )
})

it.each([
  [{ weekdays: [] }, 'Choose at least one day'],
  [{ times: [{ from: '', to: '19:00' }] }, 'A time is missing'],
  [{ times: [{ from: '7', to: '19:00' }] }, '“7” is not a time'],
  [{ times: [{ from: '07:00', to: '7:00' }] }, 'has no minute'],
  [{ zone: 'Mars' }, '“Mars” is not a time zone'],
])('names what is wrong: %j', (change, message) => {
  expect(findHoursProblem({ ...draft, ...change })).toContain(message)
})
