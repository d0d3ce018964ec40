/** Random rules and entries of the audit log v2, for property tests. Texts are few, so that many of them match. */
import fc from 'fast-check'
import { toRuleId } from './rule-text.ts'

const texts = [
  ...['delete', 'Delete', 'del', 'a', 'A', 'abc', 'É', 'é', 'a*c', 'a\\c', '403', '4e2', 'true'],
  ...['10.0.0.1', '10.9.0.1', '2001:db8::1', '{"a":"delete"}', '[1,"abc"]', '{bad', '😀', 'x\ny'],
  ...['\ud800', ''],
]
const wantedTexts = [
  ...texts.filter((text) => !text.includes('{')),
  ...['del*', '*c', 'a?c', 'a\\*c', 'a\\\\c', '*', '?', '\\?', '*e*t*', '?é', 'de??te', '{*'],
]
const numbers = [0, 1, 403, 400, -1.5]

/** Fields with one plain value, and paths into bodies. */
const fields = [
  ...['action.type', 'actor.email', 'actor.token_id', 'actor.ip_address', 'raw.status_code'],
  ...['resource.request', 'resource.request.a', 'resource.request.a.b', 'resource.value.after.a'],
]
const regexes = ['^del', 'a.c', 'e$', '[a-c]+', '(abc|403)', 'x.y', '^y$', 'é', '\\d{3}']
const networks = ['10.0.0.0/16', '10.0.0.1/32', '2001:db8::/32', '0.0.0.0/0']

const wantedText = fc.constantFrom(...wantedTexts)
const wantedNumber = fc.constantFrom(...numbers)
const oneOrMore = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }))
const wantedPart = wantedText.filter((text) => text !== '')

/** Modifiers with values that they accept. */
const test: fc.Arbitrary<[modifiers: string, wanted: unknown]> = fc.oneof(
  fc.tuple(fc.constantFrom('', '|neq', '|cased'), oneOrMore(wantedText)),
  fc.tuple(fc.constantFrom('', '|neq'), oneOrMore(fc.oneof(wantedNumber, fc.boolean()))),
  fc.tuple(
    fc
      .tuple(
        fc.constantFrom('|contains', '|startswith', '|endswith'),
        fc.constantFrom('', '|cased', '|neq'),
      )
      .map((parts) => parts.join('')),
    oneOrMore(fc.oneof(wantedPart, wantedNumber)),
  ),
  fc.tuple(
    fc.constantFrom('|contains|all', '|all'),
    fc.array(wantedPart, { minLength: 2, maxLength: 3 }),
  ),
  fc.tuple(
    fc.constantFrom('|re', '|re|i', '|re|m', '|re|s', '|re|i|m|s', '|re|neq'),
    oneOrMore(fc.constantFrom(...regexes)),
  ),
  fc.tuple(fc.constant('|cidr'), oneOrMore(fc.constantFrom(...networks))),
  fc.tuple(fc.constantFrom('|gt', '|gte', '|lt', '|lte'), oneOrMore(wantedNumber)),
  fc.tuple(fc.constant('|exists'), fc.boolean()),
  fc.tuple(fc.constantFrom('', '|neq'), fc.constant(null)),
  fc.tuple(
    fc.constantFrom(
      '|fieldref',
      '|fieldref|contains',
      '|fieldref|startswith|cased',
      '|endswith|fieldref|neq',
    ),
    oneOrMore(fc.constantFrom(...fields)),
  ),
)

const map = fc
  .array(fc.tuple(fc.constantFrom(...fields), test), { minLength: 1, maxLength: 3 })
  .map((lines) =>
    Object.fromEntries(lines.map(([field, [modifiers, wanted]]) => [field + modifiers, wanted])),
  )

const keyword = fc.constantFrom(...wantedTexts.filter((text) => !/^[*?]*$/.test(text)), 403)
const selection = fc.oneof(
  { weight: 4, arbitrary: map },
  fc.array(fc.oneof(map, keyword), { minLength: 1, maxLength: 3 }),
  fc.record({ '|all': fc.array(keyword, { minLength: 2, maxLength: 2 }) }),
  fc.record({ '|re|i': fc.constantFrom(...regexes) }),
  fc.record({ '|cased': keyword }),
)

const condition = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b1', 'b2', '_c', '1 of b*', 'all of b*', '1 of them', 'all of them'),
    fc
      .tuple(tie('tree'), fc.constantFrom('and', 'or'), tie('tree'))
      .map((parts) => parts.join(' ')),
    tie('tree').map((tree) => `not ${tree}`),
    tie('tree').map((tree) => `(${tree})`),
  ),
})).tree

/** A rule as a plain object, valid for the parser. */
export const arbitraryRule = fc
  .record({ a: selection, b1: selection, b2: selection, _c: selection, condition })
  .map(({ condition: first, ...selections }) => {
    // Every selection has to be used: the second condition uses what the first one does not, and never matches.
    const detection = { ...selections, condition: `${first} or (a and not a and 1 of them and _c)` }
    return {
      title: 'Random',
      id: toRuleId(1),
      logsource: { product: 'cloudflare', service: 'audit' },
      detection,
    }
  })

const plainValue = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(...texts) },
  fc.constantFrom<unknown>(...numbers, true, false, null),
)
const value = fc.oneof(
  { weight: 6, arbitrary: plainValue },
  fc.array(plainValue, { maxLength: 3 }),
  fc.array(fc.array(plainValue, { maxLength: 2 }), { maxLength: 2 }),
)
const body = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    value,
    fc.record({ a: tie('tree'), b: tie('tree'), delete: value }, { requiredKeys: [] }),
    fc.array(fc.record({ a: tie('tree') }, { requiredKeys: [] }), { maxLength: 3 }),
    tie('tree').map((tree) => JSON.stringify(tree)),
  ),
})).tree

/** An entry in which any field may be absent or have an odd value. */
export const arbitraryEntry = fc.record(
  {
    action: fc.record({ type: value }, { requiredKeys: [] }),
    actor: fc.oneof(
      fc.record(
        { email: value, ip_address: value, token_id: value, token: fc.record({ id: value }) },
        { requiredKeys: [] },
      ),
      value,
    ),
    raw: fc.record({ status_code: value }, { requiredKeys: [] }),
    resource: fc.record({ request: body, value: fc.record({ after: body }) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
)
