/** Formats an entry for copying, in several formats. Suspected secrets are masked in all of them. */
import { endOfScalar, endOfString, skipSpace } from '../../../cloudflare/json-scan.ts'
import { toChangeLines } from '../../../query/change/format-change.ts'
import type { EntryChange } from '../../../query/change/to-change.ts'
import { maskJsonText } from '../../../query/secrets/find-secrets.ts'
import type { SummaryPart } from '../../../query/summary/summary-parts.ts'
import { toOrigin } from '../../../query/summary/to-origin.ts'
import { toSummary } from '../../../query/summary/to-summary.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import { toBareLink, toCode, toCodeBlock, toWordsOrCode } from '../../ui/text/markdown.ts'
import { toTimeText } from '../../ui/text/time-text.ts'
import type { EntryView } from '../entry/entry-view.ts'
import { formatJsonText } from '../entry/format-json-text.ts'

/** Maximum length of the JSON in a ticket, in UTF-16 units; longer text is cut, with a note. */
const maxBodyLength = 20_000

/** Indented JSON, with every token as the API sent it. */
export function toJsonCopy(text: string): string {
  return formatJsonText(maskJsonText(text))
}

/** One line of NDJSON, with its line break and without white space between tokens. */
export function toNdjsonLine(text: string): string {
  const masked = maskJsonText(text)
  const tokens: string[] = []
  for (let at = skipSpace(masked, 0); at < masked.length; at = skipSpace(masked, at)) {
    const char = masked.charAt(at)
    const end = '{}[],:'.includes(char)
      ? at + 1
      : char === '"'
        ? endOfString(masked, at)
        : endOfScalar(masked, at)
    tokens.push(masked.slice(at, end))
    at = end
  }
  return `${tokens.join('')}\n`
}

/** What a copy for a ticket says beside the entry. */
export type TicketFacts = {
  link: string
  /** How much of the list behind the entry was loaded. */
  verdict: string
  change: EntryChange
}

/** Markdown for a chat or a ticket: the summary, when, what changed, how much was read, the link, and the entry. */
export function toMarkdown(
  { dataset, scope, time, timeZone, names }: EntryView,
  entry: unknown,
  text: string,
  { link, verdict, change }: TicketFacts,
): string {
  const sentence = [
    ...toSummary(dataset, entry, names.nameOf),
    ...toOrigin(dataset, entry, names.nameOf),
  ]
  const of = 'id' in scope ? ` of ${scope.kind} ${toCode(scope.id)}` : ''
  return [
    sentence.map(toPartText).join(' '),
    '',
    `- Time: ${time === '' ? 'not recorded' : toWordsOrTime(toTimeText(time, timeZone))}`,
    `- Log: ${dataset.title}${of}`,
    ...toChangeList(change),
    `- List: ${verdict}`,
    `- Entry: ${toBareLink(link)}`,
    '',
    ...toBody(text),
    '',
  ].join('\n')
}

function toChangeList(change: EntryChange): string[] {
  const { lead, lines } = toChangeLines(change)
  if (lead.length === 0 && lines.length === 0) return []
  const words = lead.map(toPartText).join(' ')
  return [
    `- Change:${words && ` ${words}`}`,
    ...lines.map((line) => `  - ${line.map(toPartText).join(' ')}`),
  ]
}

/** A value is code, with the id beside a name that another entry told. */
function toPartText({ text, isValue, resolvedId }: SummaryPart): string {
  if (!isValue) return toWordsOrCode(text)
  return resolvedId === undefined ? toCode(text) : `${toCode(text)} (${toCode(resolvedId)})`
}

/** A time as formatted; one that is not valid is shown as it was recorded, and may be any text. */
function toWordsOrTime(shown: string): string {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [\w+:−-]+$/.test(shown) ? shown : toCode(shown)
}

function toBody(text: string): string[] {
  const json = toJsonCopy(text)
  const left = json.length - maxBodyLength
  return [
    toCodeBlock(json.slice(0, maxBodyLength), 'json'),
    ...(left > 0 ? ['', `${toCountText(left)} characters are left out here.`] : []),
  ]
}
