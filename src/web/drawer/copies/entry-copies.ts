/** Formats an entry for copying, in several formats. Suspected secrets are masked in all of them. */
import { endOfScalar, endOfString, skipSpace } from '../../../cloudflare/json-scan.ts'
import { maskJsonText } from '../../../query/secrets/find-secrets.ts'
import { toOrigin } from '../../../query/summary/to-origin.ts'
import { toSummary } from '../../../query/summary/to-summary.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import { toVisibleText } from '../../ui/text/visible-text.tsx'
import type { EntryView } from '../entry/entry-view.ts'
import { formatJsonText } from '../entry/format-json-text.ts'
import { listFields } from '../entry/list-fields.ts'

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

/** Markdown for a ticket: the summary, the fields, the whole entry, and the link. */
export function toMarkdown(view: EntryView, entry: unknown, text: string, link: string): string {
  const sentence = [...toSummary(view.dataset, entry), ...toOrigin(view.dataset, entry)]
  const masked: unknown = JSON.parse(maskJsonText(text))
  const { groups, others } = listFields(view.dataset, masked)
  const rows = [...groups.flatMap(({ fields }) => fields), ...others]
    .filter(({ value }) => value !== undefined && value !== null && typeof value !== 'object')
    .map(
      ({ label, value }) => `| ${escapeMarkup(toVisibleText(label))} | ${toCode(String(value))} |`,
    )
  return [
    `**${sentence.map((part) => escapeMarkup(toVisibleText(part.text))).join(' ')}**`,
    '',
    `${escapeMarkup(view.dataset.title)}, ${escapeMarkup(toVisibleText(view.time || 'time not recorded'))}`,
    '',
    '| Field | Value |',
    '| --- | --- |',
    ...rows,
    '',
    toFence(toJsonCopy(text)),
    '',
    `<${link.replaceAll('>', '%3E')}>`,
    '',
  ].join('\n')
}

/** Escapes every character that could be markup (CommonMark, section 2.4). */
function escapeMarkup(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+\-.!|~@&$:]/g, '\\$&').replace(/\s+/g, ' ')
}

/** Code in a table cell. The fence is longer than any in the text, and bars are escaped: they would end the cell. */
function toCode(text: string): string {
  const shown = toVisibleText(text.slice(0, 2_000)).replaceAll('|', '\\|')
  if (shown.trim() === '') return '(empty)'
  const fence = '`'.repeat(maxRunLength(shown) + 1)
  return `${fence} ${shown} ${fence}`
}

function toFence(text: string): string {
  const isCut = text.length > maxBodyLength
  const lines = text.slice(0, maxBodyLength).split('\n').map(toVisibleText).join('\n')
  const fence = '`'.repeat(Math.max(3, maxRunLength(lines) + 1))
  const note = `\n\n${toCountText(text.length - maxBodyLength)} characters are left out here.`
  return `${fence}json\n${lines}\n${fence}${isCut ? note : ''}`
}

function maxRunLength(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
}
