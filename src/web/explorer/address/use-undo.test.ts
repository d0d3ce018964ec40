import { describe, expect, it } from 'vitest'
import { createQuery, type LogQuery } from '../../../query/log-query.ts'
import {
  findRedo,
  findUndo,
  findUndoGesture,
  remember,
  type UndoMemory,
  type VisitedQuery,
} from './use-undo.ts'

const empty: UndoMemory = { past: [], future: [] }
const query = createQuery('account-audit-logs-v2', { kind: 'account', id: 'a'.repeat(32) })
const visited = (range: string): VisitedQuery => ({
  query: { ...query, timeRange: { kind: 'relative', range } },
  moment: { run: Number.parseInt(range, 10) },
})
const [one, two, three] = [visited('1h'), visited('2h'), visited('3h')]
/** The memory at the third of three queries. */
const atThree = remember(remember(empty, one, two.query), two, three.query)

describe('undo', () => {
  it('has nowhere to go at first', () => {
    expect(findUndo(empty, one)).toBeUndefined()
    expect(findRedo(empty, one)).toBeUndefined()
  })

  it('goes back to each query with its moment, and forth again', () => {
    const back = findUndo(atThree, three)
    expect(back?.target).toBe(two)
    const further = back && findUndo(back.memory, two)
    expect(further?.target).toBe(one)
    expect(further && findUndo(further.memory, one)).toBeUndefined()
    const forth = further && findRedo(further.memory, one)
    expect(forth?.target).toBe(two)
    expect(forth && findRedo(forth.memory, two)?.target).toBe(three)
  })

  it('passes over the present query, to which the browser went back', () => {
    expect(findUndo(atThree, two)?.target).toBe(one)
  })

  it('forgets what was undone when another query is run', () => {
    const back = findUndo(atThree, three)
    expect(back && remember(back.memory, two, visited('9h').query).future).toEqual([])
  })

  it('does not remember that the same query was run again', () => {
    const same: LogQuery = structuredClone(three.query)
    expect(remember(atThree, three, same)).toBe(atThree)
  })

  it('remembers the last 50', () => {
    let memory = empty
    for (let hours = 1; hours <= 60; hours++) {
      memory = remember(memory, visited(`${hours}h`), visited(`${hours + 1}h`).query)
    }
    expect(memory.past).toHaveLength(50)
    expect(memory.past[0]?.query).toEqual(visited('11h').query)
  })
})

describe('a key', () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
    findUndoGesture({
      key,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      shiftKey: false,
      defaultPrevented: false,
      target: null,
      ...more,
    })

  it.each<[string, Partial<KeyboardEvent>, 'undo' | 'redo' | undefined]>([
    ['z', { ctrlKey: true }, 'undo'],
    ['z', { metaKey: true }, 'undo'],
    ['Z', { ctrlKey: true, shiftKey: true }, 'redo'],
    ['Z', { metaKey: true, shiftKey: true }, 'redo'],
    ['y', { ctrlKey: true }, 'redo'],
    ['y', { metaKey: true }, undefined],
    ['z', {}, undefined],
    ['z', { ctrlKey: true, altKey: true }, undefined],
    ['z', { ctrlKey: true, defaultPrevented: true }, undefined],
    ['a', { ctrlKey: true }, undefined],
  ])('%s with %j', (key, more, gesture) => {
    expect(press(key, more)).toBe(gesture)
  })

  it('belongs to a text field that it is pressed in', () => {
    const inField = { closest: () => ({}) } as unknown as Element
    const elsewhere = { closest: () => null } as unknown as Element
    expect(press('z', { ctrlKey: true, target: inField })).toBeUndefined()
    expect(press('z', { ctrlKey: true, target: elsewhere })).toBe('undo')
    const bar = (value: string) =>
      ({ ...inField, value, matches: () => true }) as unknown as HTMLInputElement
    expect(press('z', { ctrlKey: true, target: bar('alice') })).toBeUndefined()
    expect(press('z', { ctrlKey: true, target: bar('') })).toBe('undo')
  })
})
