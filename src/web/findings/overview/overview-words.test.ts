import { expect, it } from 'vitest'
import { toActorWords } from './overview-words.ts'

it('names who acted, the most frequent first, and masks what looks like a secret', () => {
  const token = `cfut_${'a1B2'.repeat(6)}`
  const actors = [
    { actor: 'dana@example.com', count: 2 },
    { actor: `ci ${token}`, count: 1 },
  ]
  expect(toActorWords({ actors, nameless: 2 })).toBe(
    'by dana@example.com (2), ci [masked] (1), 2 without a name',
  )
  expect(toActorWords({ actors: [{ actor: token, count: 3 }], nameless: 0 })).toBe('by [masked]')
  expect(toActorWords({ actors: [], nameless: 1 })).toBeUndefined()
})
