/** The forms in which an entry can be taken along. Suspected secrets are masked in all of them. */

import { endOfScalar, endOfString, skipSpace } from '../../../cloudflare/json-scan.ts'
import { maskJsonText } from '../../../query/secrets/find-secrets.ts'
import { toOrigin } from '../../../query/summary/to-origin.ts'
import { toSummary } from '../../../query/summary/to-summary.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import { toVisibleText } from '../../ui/text/visible-text.tsx'
import type { EntryView } from '../entry/entry-view.ts'
import { formatJsonText } from '../entry/format-json-text.ts'
import { listFields } from '../entry/list-fields.ts'

/** Longest body in a ticket, in characters; what is longer is cut and says so. */
const maxBodyLength = 20_000

/** Indented JSON, every token as it was sent. */
export function toJsonCopy(text: string): string {
  return formatJsonText(maskJsonText(text))
}

/** One line without white space between its tokens, for a file of such lines. */
export function toNdjsonLine(text: string): string {
  const masked = maskJsonText(text)
  const parts: string[] = []
  for (let at = skipSpace(masked, 0); at < masked.length; at = skipSpace(masked, at)) {
    const char = masked.charAt(at)
    const end = '{}[],:'.includes(char)
      ? at + 1
      : char === '"'
        ? endOfString(masked, at)
        : endOfScalar(masked, at)
    parts.push(masked.slice(at, end))
    at = end
  }
  return `${parts.join('')}\n`
}

/** A ticket in Markdown: what happened, the fields, the whole entry, and the link. */
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

/** Text in which nothing is markup, whatever reads it (CommonMark, section 2.4). */
function escapeMarkup(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+\-.!|~@&$:]/g, '\\$&').replace(/\s+/g, ' ')
}

/** Code in a cell of a table: longer fences than the text has, and no bar that would end the cell. */
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
