import { describe, expect, it } from 'vitest'
import { findNearestName } from './nearest-name.ts'

const known = ['actor_email', 'actor_id', 'action_type', 'zone_id', 'id']

describe('the nearest name', () => {
  it.each([
    ['actor_emial', 'actor_email'],
    ['actor.email', 'actor_email'],
    ['ACTOR_EMAIL', 'actor_email'],
    ['acton_type', 'action_type'],
    ['zoneid', 'zone_id'],
    ['ids', 'id'],
  ])('of %s is %s', (name, nearest) => {
    expect(findNearestName(name, known)).toBe(nearest)
  })

  it.each(['qqqqqq', 'password', '', 'x'.repeat(100_000)])(
    'is none for what is far: %.10s',
    (name) => {
      expect(findNearestName(name, known.slice(0, 4))).toBeUndefined()
    },
  )
})
