import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PortableSettings } from './portable-settings.ts'
import { formatBrowserFile, formatSavedFile, maxFileBytes, parseSavedFile } from './saved-file.ts'
import { parseSavedAddress, type SavedQuery, savedSizes } from './saved-query.ts'

const account = '2bd47c24fec6938a189b6cbac87de631'
const address = `/accounts/${account}/logs/audit?range=7d&action_type=delete`
const file = (queries: unknown, rest: object = {}) =>
  JSON.stringify({ format: 'gumshoe-saved-queries', version: 1, queries, ...rest })
const problemsOf = (text: string) => {
  const found = parseSavedFile(text)
  return 'problems' in found ? found.problems.join('\n') : 'none'
}

const names = fc
  .string({ minLength: 1, maxLength: savedSizes.name, unit: 'grapheme' })
  .map((name) => name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim())
  .filter((name) => name !== '' && name.length <= savedSizes.name)
const addresses = fc
  .tuple(
    fc.constantFrom('15m', '24h', '30d'),
    fc.array(fc.constantFrom('a@example.com', 'b&c=d', 'é/#?%', "it's")),
  )
  .map(([range, values]) => {
    const search = values.map((each) => `&actor_email=${encodeURIComponent(each)}`).join('')
    return `/accounts/${account}/logs/audit?range=${range}${search}`
  })
  .map((text) => {
    const found = parseSavedAddress(text)
    return 'address' in found ? found.address : address
  })
const queries = fc.uniqueArray(
  fc.record<SavedQuery>({
    name: names,
    note: fc.constantFrom('', 'a note', '“quotes” <b>'),
    address: addresses,
  }),
  { selector: ({ name }) => name, maxLength: 20 },
)

describe('a file of saved queries', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(queries, (saved) => {
        expect(parseSavedFile(formatSavedFile(saved))).toEqual({ queries: saved })
      }),
    )
  })

  it('is taken with its addresses in canonical form, without the state of a screen', () => {
    const written = `/accounts/${account}/logs/audit?tz=Europe/Berlin&action_type=delete&range=7d&entry=a@b`
    expect(parseSavedFile(file([{ name: ' Deletions ', address: written }]))).toEqual({
      queries: [{ name: 'Deletions', note: '', address }],
    })
  })

  it.each([
    ['not JSON', '{', 'not a JSON object'],
    ['nothing', '', 'not a JSON object'],
    ['a list', '[]', 'not a JSON object'],
    ['something else', '{"format":"x"}', '“format”'],
    ['a later version', file([], { version: 2 }), '“version”'],
    ['more than is known', file([], { extra: 1 }), '“extra”'],
    ['no list', file({}), '“queries” is not a list'],
    ['a text as a query', file(['x']), 'queries[0] is not an object'],
    ['a number as name', file([{ name: 1, address }]), 'queries[0].name is not text'],
    ['no address', file([{ name: 'a' }]), 'queries[0].address is not text'],
    ['a list as note', file([{ name: 'a', note: [], address }]), 'queries[0].note is not text'],
    ['an empty name', file([{ name: ' ', address }]), 'queries[0].name: Give it a name'],
    ['a long name', file([{ name: 'a'.repeat(81), address }]), 'longer than 80'],
    ['a bidi control', file([{ name: 'safe\u202egpj.exe', address }]), 'cannot be seen'],
    ['a zero-width blank', file([{ name: 'a\u200bb', address }]), 'cannot be seen'],
    ['a half surrogate', file([{ name: 'a\ud800', address }]), 'cannot be seen'],
    ['twice the same name', file([1, 2].map(() => ({ name: 'a', address }))), 'queries[1].name'],
    [
      'a key of prototypes',
      `{"format":"gumshoe-saved-queries","version":1,"queries":[{"__proto__":{"name":"x"},"name":"a","address":"${address}"}]}`,
      'queries[0]: “__proto__”',
    ],
    [
      'a constructor',
      file([{ name: 'a', address, constructor: { prototype: {} } }]),
      'queries[0]: “constructor”',
    ],
  ])('is refused as a whole with %s', (_, text, words) => {
    expect(problemsOf(text)).toContain(words)
    expect(({} as Record<string, unknown>).name).toBeUndefined()
  })

  it.each([
    'https://evil.example/accounts',
    `https://evil.example/accounts/${account}/logs/audit?range=7d`,
    `//evil.example/accounts/${account}/logs/audit`,
    'javascript:alert(1)',
    'data:text/html,x',
    `\\\\evil.example/accounts/${account}/logs/audit`,
    `/accounts/${account}/logs/audit#javascript:alert(1)`,
    `/accounts/${account}/../../logs/audit`,
    '/accounts/x/logs/audit',
    '/reference',
    '',
  ])('is refused with the address %j', (wrong) => {
    expect(problemsOf(file([{ name: 'a', address: wrong }]))).toMatch(/^queries\[0\]\.address: /)
  })

  it('is refused with an address whose filters mean nothing, by their name', () => {
    const wrong = `/accounts/${account}/logs/audit?range=7d&foo=1`
    expect(problemsOf(file([{ name: 'a', address: wrong }]))).toContain('“foo”')
  })

  it('comes back with the settings of the browser', () => {
    const settings: PortableSettings = {
      preferences: { theme: 'dark', timeZone: 'Europe/Berlin', isWelcomed: true },
      view: {
        density: 'compact',
        columns: { 'account-audit-logs-v2': [{ field: 'actor.email', width: 240 }] },
        facets: {},
        hasHistogram: false,
        histogramBy: '',
        histogramView: 'hours',
        hasFacets: true,
        facetOrder: 'rare',
      },
    }
    const saved = [{ name: 'Deletions', note: '', address }]
    const text = formatBrowserFile(saved, settings, 'Gumshoe 1.0.0')
    expect(parseSavedFile(text)).toEqual({ queries: saved, settings })
  })

  it.each([
    ['a wrong theme', { preferences: { theme: 'pink' } }, 'preferences.theme'],
    ['an unknown preference', { preferences: { lastPath: '/x' } }, 'preferences.lastPath'],
    ['a text as preferences', { preferences: 'x' }, 'preferences'],
    ['a column of no known form', { view: { columns: { a: [{ f: 1 }] } } }, 'view.columns.a.0'],
    ['a column too wide', { view: { columns: { a: [{ field: 'b', width: 9e9 }] } } }, 'width'],
    ['another part', { secrets: [] }, '“secrets”'],
    ['a deep value', { view: { facets: JSON.parse(`${'['.repeat(900)}${']'.repeat(900)}`) } }, ''],
  ])('is refused as a whole with %s in the settings', (_, part, words) => {
    const text = file([{ name: 'a', address }], { format: 'gumshoe-browser-state', ...part })
    expect(problemsOf(text)).not.toBe('none')
    expect(problemsOf(text)).toContain(words)
  })

  it('is refused with prototypes in the settings', () => {
    const start = '{"format":"gumshoe-browser-state","version":1,"queries":[],'
    for (const part of [
      '"preferences":{"__proto__":{"theme":"dark"}}}',
      '"view":{"columns":{"__proto__":[{"field":"a","__proto__":{}}]}}}',
    ]) {
      expect(problemsOf(start + part)).toContain('__proto__')
    }
    expect(({} as Record<string, unknown>).theme).toBeUndefined()
  })

  it('of a later version is refused with that version, its writer and the remedy', () => {
    const later = { format: 'gumshoe-browser-state', version: 9, writtenBy: 'Gumshoe 7.1.0' }
    expect(problemsOf(file([], later))).toBe(
      '“version” is 9, written by Gumshoe 7.1.0; this Gumshoe reads version 1. Update this Gumshoe, then import the file again.',
    )
  })

  it('is refused when it is too large, without being read', () => {
    expect(problemsOf('x'.repeat(maxFileBytes + 1))).toContain('It was not read')
  })

  it('is refused with too many entries, in one message', () => {
    const many = file(Array.from({ length: 100_000 }, () => 0))
    expect(problemsOf(many)).toContain('100,000 entries')
    expect(problemsOf(file(Array.from({ length: 400 }, () => 0))).split('\n')).toHaveLength(9)
  })

  it('never throws, and never lets anything in that is not checked', () => {
    const part = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(address, 'javascript:1', '__proto__', `/user/audit_logs?range=1h`),
    )
    const item = fc.dictionary(fc.constantFrom('name', 'note', 'address', '__proto__', 'x'), part)
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.array(item).map((list) => file(list)),
        ),
        (text) => {
          const found = parseSavedFile(text)
          if ('problems' in found) {
            expect(found.problems.length).toBeGreaterThan(0)
            return
          }
          for (const query of found.queries) {
            expect(Object.keys(query)).toEqual(['name', 'note', 'address'])
            expect(query.address).toMatch(/^\/(accounts|zones|user)\//)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
