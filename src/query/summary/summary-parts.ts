/** The parts of a summary sentence. A part has either our own words or a value of the entry, never both. */
import {
  type RoleLocation,
  type RoleText,
  readRoleText,
  type WithRoles,
} from '../../catalog/roles.ts'
import { maskHead } from '../secrets/find-secrets.ts'
import { findNamed, type Named, type NamesById } from './find-named.ts'
import type { VerbForms } from './verb-forms.ts'

/**
 * A part of a sentence: our own words, or a value of the entry. `resolvedId` is the id that the entry records where the
 * text is a name from another entry. `location` is where the entry records what the part says.
 */
export type SummaryPart = {
  text: string
  isValue: boolean
  resolvedId?: string
  location?: RoleLocation
}

/** Maximum length of a value in a sentence, in UTF-16 units; a longer value is cut in the middle. */
export const maxValueLength = 80

/** A part in our own words. */
export const ownWords = (text: string, location?: RoleLocation): SummaryPart => ({
  text,
  isValue: false,
  ...(location && { location }),
})

/** A word of the log, such as a kind of resource, that is shown like our own words. */
export const term = (text: string, location?: RoleLocation): SummaryPart =>
  ownWords(clip(text, maxValueLength), location)

/** A value of the entry, with suspected secrets masked; `maxLength` is in UTF-16 units. */
export const value = ({ text, location }: RoleText, maxLength = maxValueLength): SummaryPart => ({
  text: clip(maskHead([], text), maxLength),
  isValue: true,
  location,
})

/** A word of the log in quotation marks. */
export const quote = ({ text, location }: RoleText): SummaryPart =>
  value({ text: `“${text}”`, location })

/** A name as a value, with the id that it was resolved from. */
export const namedValue = (named: Named, maxLength = maxValueLength): SummaryPart => ({
  ...value(named, maxLength),
  ...(named.resolvedId !== undefined && { resolvedId: named.resolvedId }),
})

/** “in acme.example”, or the name alone after “updated zone”; empty without a zone. */
export function toZoneParts(zone: Named | undefined, isThing = false): readonly SummaryPart[] {
  if (!zone) return []
  return isThing ? [namedValue(zone)] : [ownWords('in'), namedValue(zone)]
}

/** The zone, where its name is known: its id says nothing in a sentence. */
export function findZone(
  dataset: WithRoles,
  entry: unknown,
  names: NamesById | undefined,
): Named | undefined {
  const zone = findNamed(dataset, entry, 'zone', 'zoneId', names)
  const isName =
    zone?.resolvedId !== undefined || readRoleText(dataset, entry, 'zone') !== undefined
  return isName ? zone : undefined
}

/** `change_setting` → “change setting”; suspected secrets are masked, which cannot be recognized afterwards. */
export const toWords = (name: string) => maskHead([], name).replaceAll('_', ' ')

/** “updated”, or “tried to update” for a failed action. */
export const inTense = (verb: VerbForms, failed: boolean) =>
  failed ? `tried to ${verb.base}` : verb.past

const properNames =
  /^(Access|Cloudflare|Gateway|Hyperdrive|IP|Logpush|Page|Shield|Stream|Trust|Turnstile|Universal|Vectorize|Zero)$/

/**
 * Words of the log in lower case, except acronyms and proper names: “DNS Record” → “DNS record”. A named thing has no article.
 * Suspected secrets are masked.
 */
export function toThing(words: string, isNamed: boolean): string {
  const masked = maskHead([], words)
  const plain = isNamed ? masked.replace(/^(an?|the) /i, '') : masked
  const lowered = plain.replace(/\b[A-Z][a-z]+\b/g, (word) =>
    properNames.test(word) ? word : word.toLowerCase(),
  )
  return clip(lowered, maxValueLength)
}

/** Replaces the middle of a long text by an ellipsis, without splitting code points. */
export function clip(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const head = Array.from(text.slice(0, maxLength))
  const tail = Array.from(text.slice(-maxLength))
  const half = Math.floor((maxLength - 1) / 2)
  return `${head.slice(0, half).join('')}…${tail.slice(-half).join('')}`
}
