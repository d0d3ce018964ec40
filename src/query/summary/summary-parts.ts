/** The pieces of a summary sentence: own words and values of the entry are never mixed in one piece. */
import { maskValueText } from '../secrets/find-secrets.ts'
import type { VerbForms } from './verb-forms.ts'

/** A piece of a sentence: our words, or a value of the entry. */
export type SummaryPart = { text: string; isValue: boolean }

/** Longest value inside of a sentence, in UTF-16 units; a longer one loses its middle. */
export const maxValueLength = 80

/** A piece in our own words. */
export const said = (text: string): SummaryPart => ({ text, isValue: false })

/** A word of the log's vocabulary, such as a kind of resource; it reads like our own words. */
export const term = (text: string): SummaryPart => said(clip(text, maxValueLength))

/** A value of the entry, masked where it looks like a secret. */
export const value = (text: string, maxLength = maxValueLength): SummaryPart => ({
  text: clip(maskValueText([], text), maxLength),
  isValue: true,
})

/** “in acme.example”; nothing without a zone. */
export function toZoneParts(zone: string | undefined): readonly SummaryPart[] {
  return zone ? [said('in'), value(zone)] : []
}

/** `change_setting` → “change setting”. */
export const toWords = (name: string) => name.replaceAll('_', ' ')

/** “updated”, or “tried to update” for an action that failed. */
export const inTense = (verb: VerbForms, failed: boolean) =>
  failed ? `tried to ${verb.base}` : verb.past

const properNames =
  /^(Access|Cloudflare|Gateway|Hyperdrive|IP|Logpush|Page|Shield|Stream|Trust|Turnstile|Universal|Vectorize|Zero)$/

/** “a Zero Trust Gateway rule” → “Zero Trust Gateway rule”; “DNS Record” → “DNS record”. */
export function toThing(words: string, isNamed: boolean): string {
  const plain = isNamed ? words.replace(/^(an?|the) /i, '') : words
  const lowered = plain.replace(/\b[A-Z][a-z]+\b/g, (word) =>
    properNames.test(word) ? word : word.toLowerCase(),
  )
  return clip(lowered, maxValueLength)
}

/** Takes the middle out of long text, by whole code points. */
export function clip(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const head = Array.from(text.slice(0, maxLength))
  const tail = Array.from(text.slice(-maxLength))
  const half = Math.floor((maxLength - 1) / 2)
  return `${head.slice(0, half).join('')}…${tail.slice(-half).join('')}`
}
