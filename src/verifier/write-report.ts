/** Writes an answer as text for a terminal. */
import type { Answer } from '../evidence/check/answer.ts'
import type { Check, CheckDetail, CheckResult } from '../evidence/verify/check.ts'
import { findAnySecrets } from '../query/secrets/find-any-secrets.ts'
import { maskSpans } from '../query/secrets/find-secrets.ts'

const headings: Readonly<Record<CheckResult, string>> = {
  fails: 'Does not hold',
  unknown: 'Cannot be known',
  holds: 'Holds',
}

const signs: Readonly<Record<CheckResult, string>> = { fails: '✗', unknown: '?', holds: '✓' }

/** The report: the answer in one sentence first. */
export function writeReport({ name, words, checks, signers, says }: Answer): string {
  const results: readonly CheckResult[] = ['fails', 'unknown', 'holds']
  const signed = signers.flatMap(({ fingerprint, isEphemeral }) => [
    fingerprint,
    ...(isEphemeral
      ? ['  The proxy made this key when it started, and it is gone when the proxy ends.']
      : []),
  ])
  const parts: readonly (readonly [heading: string, lines: readonly string[]])[] = [
    ...results.map((result) => [headings[result], writeChecks(checks, result)] as const),
    ['Signed by', signed],
    ['The receipt says', writeStatements(says)],
  ]
  const sections = parts.flatMap(([heading, lines]) =>
    lines.length === 0 ? [] : [[heading, ...lines.map((line) => `  ${line}`)].join('\n')],
  )
  return [toPlain(words), toPlain(name), ...sections].join('\n\n')
}

/** Checks that hold are listed without their details, which would be hundreds of digests. */
function writeChecks(checks: readonly Check[], result: CheckResult): readonly string[] {
  const wanted = checks.filter((check) => check.result === result)
  return wanted.flatMap(({ words, details }) => [
    `${signs[result]} ${toPlain(words)}`,
    ...(result === 'fails' ? writeStatements(details).map((line) => `    ${line}`) : []),
  ])
}

function writeStatements(statements: readonly CheckDetail[]): readonly string[] {
  return statements.map(([label, value]) => {
    // What a terminal shows may be kept in the log of a build.
    return `${label}: ${toPlain(maskSpans(value, findAnySecrets(value)))}`
  })
}

/** Texts of files could control the terminal, or hide parts of themselves. */
function toPlain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd')
}
