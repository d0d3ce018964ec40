import { expect, it } from 'vitest'
import { hasFraction, isOrderUncertain } from './same-second.ts'

it('a fraction is what comes after the seconds', () => {
  expect(hasFraction('2026-11-20T10:00:00.1Z')).toBe(true)
  expect(hasFraction('2026-11-20T10:00:00Z')).toBe(false)
  expect(hasFraction('2026-11-20T10:00:00+01:00')).toBe(false)
})

it('the order is uncertain only beside a time in the same second, in any zone', () => {
  const time = '2026-11-20T10:00:00Z'
  expect(isOrderUncertain(time, ['2026-11-20T10:00:00.999Z'])).toBe(true)
  expect(isOrderUncertain(time, [undefined, '2026-11-20T11:00:00+01:00'])).toBe(true)
  expect(isOrderUncertain(time, ['2026-11-20T09:59:59.999Z', '2026-11-20T10:00:01Z'])).toBe(false)
  expect(isOrderUncertain('2026-11-20T10:00:00.5Z', [time])).toBe(false)
  expect(isOrderUncertain('soon', ['soon'])).toBe(false)
})
