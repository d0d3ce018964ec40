import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collapseEqualRows, diffJson } from './diff-json.ts'

function changesOf(before: string, after: string) {
  const diff = diffJson(before, after)
  const cut = (text: string, place?: { start: number; end: number }) =>
    place && text.slice(place.start, place.end)
  return diff?.changes.map(({ kind, steps, before: one, after: two }) => [
    kind,
    steps.join('.'),
    cut(before, one),
    cut(after, two),
  ])
}

describe('what differs between two bodies', () => {
  test('is named by its path, with both values as they were sent', () => {
    expect(
      changesOf(
        '{"a":1.0,"b":{"c":"x","d":[1,2]},"e":null}',
        '{"b":{"d":[1,2],"c":"y"},"a":1,"f":[]}',
      ),
    ).toEqual([
      ['changed', 'a', '1.0', '1'],
      ['changed', 'b.c', '"x"', '"y"'],
      ['removed', 'e', 'null', undefined],
      ['added', 'f', undefined, '[]'],
    ])
  })

  test('is not the order of keys, white space, or how a text is escaped', () => {
    expect(changesOf('{"a":"\\u00e9","b":[]}', ' { "b" : [ ] , "a":"é"}')).toEqual([])
  })

  test('is more than a parser can tell apart', () => {
    expect(changesOf('[12345678901234567890]', '[12345678901234567891]')).toHaveLength(1)
  })

  test('is one element when one is put into a list', () => {
    expect(changesOf('[{"n":1},{"n":2},{"n":3}]', '[{"n":1},{"n":9},{"n":2},{"n":3}]')).toEqual([
      ['added', '1', undefined, '{"n":9}'],
    ])
  })

  test('is nothing between a value and itself, and everything is told otherwise', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (one, two) => {
        const [a, b] = [JSON.stringify(one), JSON.stringify(two)]
        expect(diffJson(a, JSON.stringify(one, null, 1))?.changes).toEqual([])
        const changes = diffJson(a, b)?.changes ?? []
        // JSON writes -0 as 0; the texts decide.
        let isSame = true
        try {
          expect(JSON.parse(a)).toEqual(JSON.parse(b))
        } catch {
          isSame = false
        }
        if (!isSame) expect(changes.length).toBeGreaterThan(0)
      }),
    )
  })

  test('is not looked for where that would take too long, and depth does no harm', () => {
    expect(diffJson(`[${'1,'.repeat(60_000)}1]`, '[]')).toBeUndefined()
    const deep = (end: string) => `${'['.repeat(5_000)}${end}${']'.repeat(5_000)}`
    expect(diffJson(deep('1'), deep('2'))?.changes).toHaveLength(1)
  })
})

describe('two columns', () => {
  const before = `{"keep":[${Array.from({ length: 30 }, (_, n) => n)}],"x":1,"gone":{"a":1}}`
  const after = before.replace('"x":1', '"x":2').replace(',"gone":{"a":1}', '')
  const diff = diffJson(before, after)

  test('hold every line of either side once', () => {
    const kinds = diff?.rows.map(({ kind }) => kind).filter((kind) => kind !== 'equal')
    expect(kinds).toEqual(['changed', 'removed', 'removed', 'removed'])
    expect(diff?.equalCount).toBe(30)
  })

  test('fold what is equal, but for some lines around a change', () => {
    const stretches = collapseEqualRows(diff?.rows ?? [])
    expect(stretches.map(({ isCollapsed, rows }) => [isCollapsed, rows.length])).toEqual([
      [true, 31],
      [false, 7],
    ])
    expect(collapseEqualRows([])).toEqual([])
  })
})
