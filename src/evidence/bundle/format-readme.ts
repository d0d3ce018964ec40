/**
 * `README.txt` of an export: for readers who do not know Gumshoe, in plain words, what the ZIP contains, what it proves,
 * what it does not prove, and how to check it.
 */

import { listCheckParagraphs } from './readme-checks.ts'
import type { ReadmeFacts } from './readme-facts.ts'
import { listFileLines } from './readme-files.ts'
import { listProofParagraphs } from './readme-proof.ts'
import { toParagraph, toPlainText } from './readme-text.ts'

/** The name of the text in the ZIP. */
export const readmeName = 'README.txt'

/** The text, in lines of at most 78 characters where words allow it. */
export function formatReadme(facts: ReadmeFacts): string {
  const { predicate } = facts.receipt
  const sections = [
    ['GUMSHOE EXPORT', ...listIntroduction(facts)],
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
  const { claim, question, entries, madeAt, madeBy, witness } = predicate
  const lines = [
    `claim:     ${toPlainText(claim)}`,
    `log:       ${toPlainText(String(question.log ?? 'see receipt.json'))}`,
    `entries:   ${entries.count}`,
    `made at:   ${madeAt}`,
    `made by:   ${madeBy.name} ${madeBy.version}`,
    ...witness.keys.map(({ fingerprint }) => `key:       ${fingerprint}`),
  ]
  return [
    toParagraph(
      entries.count === 0
        ? 'Gumshoe is a program that reads the audit logs of Cloudflare. A search with it found nothing. This folder is the receipt of that: it states what was asked, what the log answered, and whether anything may be missing.'
        : 'Gumshoe is a program that reads the audit logs of Cloudflare. This folder has entries of such a log, and a receipt: it states what was asked, what the log answered, and whether anything may be missing.',
    ),
    lines.map((line) => toParagraph(line, ' '.repeat(11))).join('\n'),
  ]
}
