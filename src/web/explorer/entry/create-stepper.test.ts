import { expect, it, vi } from 'vitest'
import { createStepper, type StepView } from './create-stepper.ts'

/** A stepper over ten places, and what it asked for. */
function start(change: Partial<StepView> = {}) {
  const opened: number[] = []
  const onLoadMore = vi.fn()
  const stepper = createStepper()
  const show = (next: Partial<StepView>) =>
    stepper.update({
      index: 5,
      size: 10,
      isWhole: false,
      onLoadMore,
      ...change,
      open: (to) => opened.push(to),
      ...next,
    })
  show({})
  return { stepper, opened, onLoadMore, show }
}

it('counts steps that come before the one before them shows', () => {
  const { stepper, opened, show } = start()
  for (let i = 0; i < 3; i++) stepper.step(1)
  expect(opened).toEqual([6, 7, 8])
  expect([6, 7, 8].map(stepper.isWanted)).toEqual([false, false, true])
  // A step on the way that shows late changes nothing.
  show({ index: 6 })
  stepper.step(-1)
  expect(opened).toEqual([6, 7, 8, 7])
  show({ index: 7 })
  stepper.step(-1)
  expect(opened.at(-1)).toBe(6)
})

it('starts from the place that is shown once somebody went there', () => {
  const { stepper, opened, show } = start()
  stepper.step(1)
  show({ index: 2 })
  stepper.step(1)
  expect(opened).toEqual([6, 3])
})

it('waits for the first place beyond the end, and opens it when it is loaded', () => {
  const { stepper, opened, onLoadMore, show } = start({ index: 8 })
  for (let i = 0; i < 4; i++) stepper.step(1)
  expect(opened).toEqual([9])
  expect(stepper.isWanted(10)).toBe(true)
  expect(onLoadMore).toHaveBeenCalled()
  show({ index: 8, size: 20 })
  expect(opened).toEqual([9, 10])
})

it('does not open what was waited for when somebody went elsewhere', () => {
  const { stepper, opened, show } = start({ index: 9 })
  stepper.step(1)
  show({ index: 3 })
  show({ index: 3, size: 20 })
  expect(opened).toEqual([])
})

it('ends at both ends', () => {
  const { stepper, opened, onLoadMore, show } = start({ index: 0, isWhole: true })
  stepper.step(-1)
  show({ index: 9 })
  stepper.step(1)
  expect(opened).toEqual([])
  expect(onLoadMore).not.toHaveBeenCalled()
})
