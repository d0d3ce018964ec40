/**
 * `README.txt` of an export: for readers who do not know Gumshoe, in plain words, what the ZIP contains, what it proves,
 * what it does not prove, and how to check it.
 */

import type { Receipt } from '../receipt.ts'
import { listCheckParagraphs } from './readme-checks.ts'
import type { ReadmeFacts } from './readme-facts.ts'
import { listFileLines } from './readme-files.ts'
import { listProofParagraphs } from './readme-proof.ts'
import { listQuestionParagraphs, toCountWords } from './readme-question.ts'
import { toParagraph, toPlainText } from './readme-text.ts'

/** The name of the text in the ZIP. */
export const readmeName = 'README.txt'

/** The text, in lines of at most 78 characters where words allow it. */
export function formatReadme(facts: ReadmeFacts): string {
  const { predicate } = facts.receipt
  const sections = [
    ['GUMSHOE EXPORT', ...listIntroduction(facts)],
    ['WHAT WAS ASKED', ...listQuestionParagraphs(facts)],
    ['WHAT IS IN THIS FOLDER', listFileLines(facts).join('\n')],
    ['WHAT THIS PROVES, AND WHAT IT DOES NOT', ...listProofParagraphs(facts)],
    ['HOW TO CHECK IT', ...listCheckParagraphs(predicate.witness, facts.timestamp.isThere)],
  ]
  const texts = sections.map(([title = '', ...paragraphs]) =>
    [`${title}\n${'='.repeat(title.length)}`, ...paragraphs].join('\n\n'),
  )
  return `${texts.join('\n\n\n')}\n`
}

function listIntroduction({ receipt: { predicate } }: ReadmeFacts): readonly string[] {
  const { claim, entries, madeAt, madeBy, witness, sources } = predicate
  const ofLogs = sources.length > 1 ? 'of these logs' : 'of such a log'
  const isInvented = witness.records.some(({ record }) => record.upstream === 'emulator')
  const lines = [
    `entries:   ${toEntryWords(predicate)}`,
    `claim:     ${toPlainText(claim)}`,
    `made at:   ${madeAt}`,
    `made by:   ${madeBy.name} ${madeBy.version}`,
    ...witness.keys.map(({ fingerprint }) => `key:       ${fingerprint}`),
  ]
  return [
    ...(isInvented ? [inventedWords] : []),
    toParagraph(
      entries.count === 0
        ? 'Gumshoe is a program that reads the audit logs of Cloudflare. A search with it found nothing. This folder is the receipt of that: it states what was asked, what the log answered, and whether anything may be missing.'
        : `Gumshoe is a program that reads the audit logs of Cloudflare. This folder has entries ${ofLogs}, and a receipt: it states what was asked, what was answered, and whether anything may be missing.`,
    ),
    lines.map((line) => toParagraph(line, ' '.repeat(11))).join('\n'),
  ]
}

const inventedWords = toParagraph(
  'The entries are invented. The answers came from the emulator of demo mode, which is a part of Gumshoe, and not from Cloudflare. This folder is an example and proves nothing.',
)

/** How many entries are in the files, and why not all that were received. */
function toEntryWords({ counts, entries }: Receipt['predicate']): string {
  const inFiles = toCountWords(entries.count)
  const { loaded, shown } = counts
  const left = loaded - entries.count
  if (left <= 0) return inFiles
  const were = `${loaded.toLocaleString('en-US')} ${loaded === 1 ? 'was' : 'were'} received`
  if (entries.count < shown) return `${inFiles}, selected by the analyst; ${were}`
  return `${inFiles}; ${were}, ${left.toLocaleString('en-US')} ${left === 1 ? 'is' : 'are'} left out by the filters`
}
