import { describe, expect, it } from 'vitest'
import { findEntryText, type PageProblem, parsePage } from './page.ts'

const encoder = new TextEncoder()
const judge = (body: unknown) =>
  parsePage(encoder.encode(typeof body === 'string' ? body : JSON.stringify(body)))

const entries = [
  { id: 'a', action: { description: 'Größe geändert 😀' } },
  { id: 'b', nested: [{ result: [1] }, '"]}'] },
]
const complete = { success: true, errors: [], result: entries, result_info: { count: 2 } }

describe('parsePage', () => {
  it('takes a complete page, with its entries, their places and the next cursor', () => {
    const body = { ...complete, result_info: { count: 2, cursor: 'Zm9v' } }
    const { page } = judge(body)
    expect(page?.entries).toEqual(entries)
    expect(page?.nextCursor).toBe('Zm9v')
    expect(page?.info).toEqual(body.result_info)
    const slices = page?.spans.map((_, place) => findEntryText(page, place))
    expect(slices).toEqual(entries.map((entry) => JSON.stringify(entry)))
  })

  it('104: never takes a page that was cut, whichever the last byte', () => {
    const bytes = encoder.encode(JSON.stringify(complete))
    for (let length = 0; length < bytes.length; length++) {
      const { page, problem } = parsePage(bytes.subarray(0, length))
      expect(page, `cut after ${length} bytes`).toBeUndefined()
      expect(['not-json', 'not-utf-8']).toContain(problem?.kind)
    }
    expect(parsePage(bytes).page).toBeDefined()
  })

  it('122: keeps characters of several bytes, and drops nothing but a byte order mark', () => {
    const text = `\uFEFF${JSON.stringify(complete)}`
    const { page } = judge(text)
    expect(page?.entries).toEqual(entries)
  })

  it.each<[string, object, number]>([
    ['a null result', { success: true, result: null }, 0],
    ['no result', { success: true }, 0],
    ['an empty result', { success: true, result: [], result_info: null }, 0],
    ['a count as text', { success: true, result: [{}], result_info: { count: '1' } }, 1],
    ['a null count', { success: true, result: [{}], result_info: { count: null } }, 1],
    ['an empty count', { success: true, result: [{}], result_info: { count: '' } }, 1],
    ['no result_info', { success: true, result: [{}, null, 'x'] }, 3],
    ['a page number as text', { success: true, result: [{}], result_info: { page: '1' } }, 1],
    ['a strange message', { success: true, result: [{}], messages: 'none', errors: ['x'] }, 1],
    ['unknown keys', { success: true, result: [{}], result_info: { new: 1 }, newer: [] }, 1],
  ])('takes %s', (_, body, size) => {
    const { page } = judge(body)
    expect(page?.entries).toHaveLength(size)
    expect(page?.spans).toHaveLength(size)
  })

  it('says whether the page has a count, and how many entries are no objects', () => {
    expect(judge(complete).page).toMatchObject({ hasCount: true, notObjects: 0 })
    const odd = { success: true, result: [{}, null, 'x', [], 7, true], result_info: { count: '' } }
    expect(judge(odd).page).toMatchObject({ hasCount: false, notObjects: 5 })
  })

  it.each<[string, unknown, PageProblem]>([
    [
      'a count above what is there',
      { success: true, result: [{}], result_info: { count: 2 } },
      { kind: 'count-differs', claimed: 2, received: 1 },
    ],
    [
      'a count below what is there',
      { success: true, result: [{}], result_info: { count: '0' } },
      { kind: 'count-differs', claimed: 0, received: 1 },
    ],
    [
      'a count without a result',
      { success: true, result: null, result_info: { count: 5 } },
      { kind: 'count-differs', claimed: 5, received: 0 },
    ],
    [
      'a failure',
      { success: false, errors: [{ message: 'bad since' }], result: null },
      { kind: 'not-successful', errors: [{ message: 'bad since' }] },
    ],
    [
      'a failure with a strange error',
      { success: false, errors: [{ code: 'E1', message: 'bad since' }] },
      { kind: 'not-successful', errors: [{ code: undefined, message: 'bad since' }] },
    ],
    ['a result that is an object', { success: true, result: {} }, { kind: 'result-not-a-list' }],
    ['a result that is text', { success: true, result: 'none' }, { kind: 'result-not-a-list' }],
    ['JSON that is no envelope', [{ success: true }], { kind: 'not-an-envelope' }],
    ['an answer that does not claim success', { result: [] }, { kind: 'not-an-envelope' }],
    ['success as text', { success: 'true', result: [] }, { kind: 'not-an-envelope' }],
    [
      // Ignoring it would claim the end of the list.
      'a cursor that is no text',
      { success: true, result: [], result_info: { cursor: 7 } },
      { kind: 'not-an-envelope' },
    ],
  ])('refuses %s (105)', (_, body, problem) => {
    expect(judge(body)).toEqual({ problem })
  })

  it('103, 106: refuses HTML, empty bodies and two values in one body as not JSON', () => {
    for (const body of ['<html>', '', `${JSON.stringify(complete)}{}`]) {
      expect(judge(body).problem?.kind).toBe('not-json')
    }
  })

  it('122: refuses bytes that are not UTF-8 instead of replacing them', () => {
    const bytes = encoder.encode('{"success":true,"result":["x"]}')
    const at = bytes.indexOf('x'.charCodeAt(0))
    for (const wrong of [0xff, 0xc3, 0x80]) {
      bytes[at] = wrong
      expect(parsePage(bytes)).toEqual({ problem: { kind: 'not-utf-8' } })
    }
  })
})
