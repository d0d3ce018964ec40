/** Measures the pack over audit log v2 of one account of the demo alone, as a visitor first sees it. */
import { expect, it } from 'vitest'
import { measureStory } from './testing/measure-story.ts'
import { storyMoments } from './testing/story-logs.ts'

/** Two of the 13 steps undo what the intruder did. In v2 alone they look like everyday work. */
const maxMissed = 2
/** Of everyday entries. In all logs together it is 0.5 %; v2 has most of the changes that loosen security. */
const maxShare = 0.0075

it.each([1, 2, 3, 5, 42, 7, 11, 13, 99, 2026])(
  'with seed %i, at least 11 of 13 steps, at most 3 decoys and at most 0.75 %% of everyday entries are findings',
  (seed) => {
    const { found, everyday, ordinary } = measureStory(seed, 10_000, 'v2 alone')
    expect(storyMoments.step.length - found.step.size).toBeLessThanOrEqual(maxMissed)
    expect(found.decoy.size).toBeLessThanOrEqual(3)
    expect(ordinary).toBeGreaterThan(9_000)
    expect(everyday / ordinary).toBeLessThanOrEqual(maxShare)
  },
  60_000,
)
