/**
 * Says in one sentence what an entry records: who, what, to which thing. Which sentence is told
 * follows from the fields that the dataset declares. What comes from the entry is kept apart from
 * our own words, so that a name in a log cannot pass for a part of the sentence.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readField } from '../../catalog/fields.ts'
import { maskValueText } from '../../query/find-secrets.ts'
import { findVerb, type Verb } from './verbs.ts'

/** A piece of a sentence: our words, or a value of the entry. */
export type HeadlinePart = { text: string; isValue: boolean }

/** Reads a declared field as text; `undefined` when absent, empty, or no text or number. */
type Reader = (path: string) => string | undefined

/** Longest value inside of a sentence; what is longer loses its middle. */
const longestValue = 80

/** What happened, in words. The pieces are joined by single spaces. */
export function toHeadline(dataset: Dataset, entry: unknown): HeadlinePart[] {
  const read = createReader(dataset, entry)
  const declares = (path: string) => dataset.fields.some((field) => field.path === path)
  if (declares('field_changed')) return toInsightHeadline(read)
  if (declares('action.description')) return toDescribedHeadline(entry, read)
  if (declares('action.type')) return toTypedHeadline(entry, read)
  return [said(`An entry of the ${dataset.title}`)]
}

function toInsightHeadline(read: Reader): HeadlinePart[] {
  const by = read('changed_by')
  const who = by === undefined || by === 'system' ? said(by ? 'The system' : 'Someone') : value(by)
  const field = read('field_changed')
  const what = field ? term(toWords(field)) : said('a field')
  const insight = read('issue_id')
  const of = insight ? [said('of insight'), value(insight, 24)] : [said('of an insight')]
  const before = read('previous_value')
  const after = read('current_value')
  if (after === undefined) return [who, said('cleared the'), what, ...of, ...fromPart(before)]
  const verb = before === undefined ? 'set the' : 'changed the'
  return [who, said(verb), what, ...of, ...fromPart(before), said('to'), value(after)]
}

const fromPart = (before: string | undefined) =>
  before === undefined ? [] : [said('from'), value(before)]

/** Audit log v2: `action.description` is the summary of an API operation, “Update DNS Record”. */
function toDescribedHeadline(entry: unknown, read: Reader): HeadlinePart[] {
  const who = toActor(read)
  const failed = read('action.result') === 'failure'
  const description = read('action.description')
  if (description && /^(sso_)?login$/i.test(description)) {
    const via = /^sso/i.test(description) ? [said('through single sign-on')] : []
    return [who, said(inTense({ base: 'sign in', past: 'signed in' }, failed)), ...via]
  }
  const target = findTarget(entry) ?? read('resource.id')
  const zone = read('zone.name')
  const where = zone && !target?.includes(zone) ? [said('in'), value(zone)] : []
  const what = target ? [value(target, 48)] : []
  const [word = '', ...rest] = (description ?? '').split(' ')
  const verb = findVerb(word)
  if (verb) {
    const thing = toThing(rest.join(' '), target !== undefined)
    return [who, said(`${inTense(verb, failed)}${thing && ` ${thing}`}`), ...what, ...where]
  }
  const action = description ?? read('action.type')
  const plainVerb = description ? undefined : findVerb(action ?? '')
  const kind = toWords(read('resource.type') ?? read('resource.product') ?? '')
  if (plainVerb) {
    const thing = kind ? [term(kind)] : what.length === 0 ? [said('something')] : []
    return [who, said(inTense(plainVerb, failed)), ...thing, ...what, ...where]
  }
  if (!action) return [who, said('did something that is not recorded'), ...where]
  const on = kind || target ? [said('on'), ...(kind ? [term(kind)] : []), ...what] : []
  return [who, said(failed ? 'failed at' : 'did'), value(`“${action}”`), ...on, ...where]
}

/** Audit log v1: `action.type` is a short name, `change_setting`, with its verb anywhere in it. */
function toTypedHeadline(entry: unknown, read: Reader): HeadlinePart[] {
  const who = toActor(read)
  const failed = readOwn(entry, ['action', 'result']) === false
  const type = read('action.type')
  const zone = read('metadata.zone_name')
  const where = zone ? [said('in'), value(zone)] : []
  const action = findAction(read('action.info'), type)
  if (!action) {
    if (!type) return [who, said('did something that is not recorded'), ...where]
    return [who, said(failed ? 'failed at' : 'did'), value(`“${type}”`), ...where]
  }
  const did = said(inTense(action.verb, failed))
  if (action.verb.base === 'sign in') return [who, did]
  const target = findTarget(entry) ?? read('resource.id')
  const what = target === undefined || target === zone ? [] : [value(target, 48)]
  const kind = action.noun || toWords(read('resource.type') ?? '')
  return [who, did, ...(kind ? [term(kind)] : []), ...what, ...toScalarChange(read), ...where]
}

/** The verb and the noun of `CreateBucket`, `gateway created` or else `change_setting`. */
function findAction(
  info: string | undefined,
  type: string | undefined,
): { verb: Verb; noun: string } | undefined {
  const spaced = (info ?? '').replace(/([a-z])([A-Z])/g, '$1 $2')
  const candidates = [spaced.length <= 60 ? spaced.split(/[\s_]+/) : [], (type ?? '').split('_')]
  for (const words of candidates) {
    const at = words.findIndex((word) => findVerb(word))
    const verb = findVerb(words[at] ?? '')
    if (!verb) continue
    const noun = toThing(words.filter((_, index) => index !== at).join(' '), true)
    return { verb, noun: /^(rec|resource)$/.test(noun) ? '' : noun }
  }
  return undefined
}

/** “from high to low”, where both values are short texts. */
function toScalarChange(read: Reader): HeadlinePart[] {
  const isShort = (text: string | undefined): text is string =>
    text !== undefined && text !== 'null' && text.length <= 32 && !/^[[{]/.test(text)
  const [before, after] = [read('oldValue'), read('newValue')]
  if (!isShort(after)) return []
  return isShort(before)
    ? [said('from'), value(before), said('to'), value(after)]
    : [said('to'), value(after)]
}

function toActor(read: Reader): HeadlinePart {
  const email = read('actor.email')
  if (email) return value(email)
  const token = read('actor.token_name')
  if (token) return value(`Token “${token}”`)
  const type = read('actor.type')
  const id = read('actor.id')
  if (type === 'system' || id === '1') return said('The system')
  if (type && /^cloudflare/i.test(type)) return said('Cloudflare staff')
  if (id) return value(`${type === 'account' ? 'Account' : 'Actor'} ${clip(id, 20)}`)
  return said(type === 'account' ? 'An account token' : 'Someone')
}

const bodies = [
  ['resource', 'request'],
  ['resource', 'response', 'result'],
  ['resource', 'response'],
  ['resource', 'value', 'after'],
  ['resource', 'value', 'before'],
  ['newValueJson'],
  ['oldValueJson'],
  ['newValue'],
  ['oldValue'],
  ['metadata'],
]
const nameKeys = ['name', 'email', 'hostname', 'pattern', 'token_name', 'database_name']

/** The name of the changed thing, where a recorded body tells it. */
function findTarget(entry: unknown): string | undefined {
  for (const key of nameKeys) {
    for (const body of bodies) {
      const name = readOwn(entry, [...body, key])
      if (typeof name === 'string' && name.trim() !== '') return name
    }
  }
  return undefined
}

function readOwn(entry: unknown, path: readonly string[]): unknown {
  let found: unknown = entry
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = (found as Record<string, unknown>)[key]
  }
  return found
}

function createReader(dataset: Dataset, entry: unknown): Reader {
  const fields = new Map(dataset.fields.map((field) => [field.path, field]))
  return (path) => {
    const field = fields.get(path)
    const found = field && readField(entry, field)
    if (typeof found === 'number') return String(found)
    return typeof found === 'string' && found.trim() !== '' ? found : undefined
  }
}

const properNames =
  /^(Access|Cloudflare|Gateway|Hyperdrive|IP|Logpush|Page|Shield|Stream|Trust|Turnstile|Universal|Vectorize|Zero)$/

/** “a Zero Trust Gateway rule” → “Zero Trust Gateway rule”; “DNS Record” → “DNS record”. */
function toThing(words: string, isNamed: boolean): string {
  const plain = isNamed ? words.replace(/^(an?|the) /i, '') : words
  return clip(
    plain.replace(/\b[A-Z][a-z]+\b/g, (word) =>
      properNames.test(word) ? word : word.toLowerCase(),
    ),
    longestValue,
  )
}

const toWords = (name: string) => name.replaceAll('_', ' ')
const inTense = (verb: Verb, failed: boolean) => (failed ? `tried to ${verb.base}` : verb.past)
/** Vocabulary of the log, such as a kind of resource: reads like our own words. */
const term = (text: string): HeadlinePart => said(clip(text, longestValue))
const said = (text: string): HeadlinePart => ({ text, isValue: false })
const value = (text: string, longest = longestValue): HeadlinePart => ({
  text: clip(maskValueText([], text), longest),
  isValue: true,
})

/** Takes the middle out of long text, by whole code points. */
function clip(text: string, longest: number): string {
  if (text.length <= longest) return text
  const points = Array.from(text.slice(0, longest))
  const tail = Array.from(text.slice(-longest))
  const half = Math.floor((longest - 1) / 2)
  return `${points.slice(0, half).join('')}…${tail.slice(-half).join('')}`
}
