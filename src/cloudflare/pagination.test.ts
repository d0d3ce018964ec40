import { describe, expect, it } from 'vitest'
import { envelopeErrors, findEnvelope, toFailureEnvelope } from './envelope.ts'
import { findCount, findNextCursor } from './pagination.ts'

describe('findNextCursor', () => {
  it.each([
    ['result_info.cursor', { cursor: 'a' }],
    ['result_info.cursors.after', { cursors: { after: 'a' } }],
    ['both places', { cursor: 'a', cursors: { after: 'b' } }],
    ['the second place when the first is empty', { cursor: '', cursors: { after: 'a' } }],
    ['the second place when the first is null', { cursor: null, cursors: { after: 'a' } }],
  ])('reads %s', (_, info) => {
    expect(findNextCursor(info)).toBe('a')
  })

  it.each([undefined, null, {}, { cursor: '' }, { cursor: null, cursors: null }, { cursors: {} }])(
    'finds none in %j',
    (info) => {
      expect(findNextCursor(info)).toBeUndefined()
    },
  )
})

describe('findCount', () => {
  it.each([
    [0, 0],
    ['0', 0],
    [25, 25],
    ['1000', 1000],
    [null, undefined],
    ['', undefined],
    [' ', undefined],
    ['many', undefined],
    [-1, undefined],
    [1.5, undefined],
  ])('reads %j as %j', (count, expected) => {
    expect(findCount({ count })).toBe(expected)
  })

  it('has none without result_info', () => {
    expect(findCount(null)).toBeUndefined()
    expect(findCount(undefined)).toBeUndefined()
    expect(findCount({})).toBeUndefined()
  })
})

describe('findEnvelope', () => {
  it('reads what toFailureEnvelope builds', () => {
    const errors = [{ code: 10000, message: 'Authentication error' }, { message: 'no code' }]
    const envelope = findEnvelope(JSON.parse(JSON.stringify(toFailureEnvelope(errors))))
    expect(envelope?.success).toBe(false)
    expect(envelope && envelopeErrors(envelope)).toEqual(errors)
  })

  it('reads a gateway failure that has neither result nor messages', () => {
    const envelope = findEnvelope({ success: false, errors: [{ code: 10000, message: 'no' }] })
    expect(envelope?.errors).toEqual([{ code: 10000, message: 'no' }])
  })

  it('keeps unknown keys', () => {
    const value = {
      success: true,
      result: [],
      extra: { a: 1 },
      result_info: { history_status: 'x' },
    }
    expect(findEnvelope(value)).toMatchObject(value)
  })

  it.each([undefined, null, 'text', 7, [], {}, { success: 1 }])('finds none in %j', (value) => {
    expect(findEnvelope(value)).toBeUndefined()
  })
})
