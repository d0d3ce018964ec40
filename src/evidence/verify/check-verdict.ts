/** Checks that claim, verdict and counts of a receipt follow from the windows and pages in it. */
import type { Verdict } from '../../query/verdict.ts'
import type { Receipt, ReceiptSource, ReceiptWindow } from '../receipt.ts'
import type { CheckList } from './check.ts'
import { listOtherRecords } from './question/other-reads.ts'
import type { ReadBundle } from './read-bundle.ts'
import { toCounted, toQuoted } from './words.ts'

/** From the weakest to the strongest. */
const strengths: readonly Verdict[] = ['unknown', 'partial', 'complete']

/** Checks the verdict of a receipt. */
export function checkVerdict({ predicate }: Receipt, checks: CheckList): void {
  const problems = [
    ...listVerdictProblems(predicate),
    ...predicate.sources.flatMap((source) => [...listSourceProblems(source)]),
    ...listWindowProblems(predicate),
    ...listCountProblems(predicate),
  ]
  checks.report(
    'receipt',
    problems,
    `The verdict “${predicate.verdict}” follows from the windows of the receipt, and the counts from its pages.`,
  )
}

type Predicate = Receipt['predicate']

function* listVerdictProblems(predicate: Predicate): Generator<string> {
  const { verdict, complete, sources, otherReads = [] } = predicate
  // A hidden log is no part of the answer; whether the question asks it is checked with the question.
  const others = new Set(otherReads.map(({ in: id }) => id))
  if (complete && verdict !== 'complete')
    yield `The receipt claims to be complete, and its verdict is “${verdict}”.`
  for (const { in: id, ledger } of sources) {
    if (!ledger && verdict === 'complete' && !others.has(id))
      yield `The verdict is “${verdict}”, although the log ${toQuoted(id)} was not read.`
    if (ledger && strengths.indexOf(verdict) > strengths.indexOf(ledger.verdict))
      yield `The verdict is “${verdict}”, although that of the log ${toQuoted(id)} is “${ledger.verdict}”.`
  }
}

function* listSourceProblems({ in: id, ledger }: ReceiptSource): Generator<string> {
  if (ledger?.verdict !== 'complete') return
  const log = `The log ${toQuoted(id)} is marked complete, although`
  for (const { since, before } of ledger.gaps)
    yield `${log} it has a gap from ${toQuoted(since)} to ${toQuoted(before)}.`
  for (const window of ledger.windows) {
    if (isFirstReading(window) && window.outcome !== 'end' && window.outcome !== 'continued')
      yield `${log} window ${window.number} was not read to its end.`
  }
  if (ledger.windows.length === 0) yield `${log} it has no window that was read.`
}

/** Whether the verdict is about a window: following reads beyond the range, and late entries are read in it again. */
export function isFirstReading({ reason }: ReceiptWindow): boolean {
  return reason !== 'follow' && reason !== 'late-entries'
}

/** Each page belongs to one window of its log. */
function* listWindowProblems({ sources, pages }: Predicate): Generator<string> {
  const taken = new Set<number>()
  const unlisted = new Map<string, number>()
  for (const { in: id, ledger } of sources) {
    for (const window of ledger?.windows ?? []) {
      if (window.unlisted > 0 && isFirstReading(window))
        yield `Window ${window.number} of the log ${toQuoted(id)} had ${toCounted(window.unlisted, 'more page')}, which ${window.unlisted === 1 ? 'is' : 'are'} not in the receipt.`
      unlisted.set(id, (unlisted.get(id) ?? 0) + window.unlisted)
      for (const number of window.pages) {
        const name = `Window ${window.number} of the log ${toQuoted(id)} has page ${number},`
        const page = pages[number - 1]
        if (!page) yield `${name} which the receipt does not have.`
        else if (page.source !== id) yield `${name} which is of another log.`
        else if (taken.has(number)) yield `${name} which another window has as well.`
        taken.add(number)
      }
    }
  }
  // Pages may arrive after the windows were read: their records are here, and so are they.
  const last = [...taken].reduce((most, number) => Math.max(most, number), 0)
  for (const [index, { source }] of pages.slice(0, last).entries()) {
    if (taken.has(index + 1)) continue
    const left = unlisted.get(source) ?? 0
    if (left === 0) yield `Page ${index + 1} is in no window of its log.`
    unlisted.set(source, left - 1)
  }
}

function* listCountProblems(predicate: Predicate): Generator<string> {
  const { counts, pages, sources } = predicate
  const received = pages.reduce((sum, { count }) => sum + count, 0)
  // Entries of hidden logs are loaded as well.
  const others = listOtherRecords(predicate).reduce(
    (sum, { entries }) => sum + (entries?.count ?? 0),
    0,
  )
  const hasUnlisted = sources.some(({ ledger }) =>
    ledger?.windows.some(({ unlisted }) => unlisted > 0),
  )
  if (counts.loaded > received + others && !hasUnlisted)
    yield `The receipt says ${toCounted(counts.loaded, 'loaded entry', 'loaded entries')}, but its pages have ${received}.`
}

/** Says which entries the pages have and the data files have not. */
export function checkHidden(bundle: ReadBundle, checks: CheckList): void {
  const { data, counts, sources } = bundle.receipt.predicate
  const { hiddenEntries } = bundle
  if (hiddenEntries === 0 || data.some(({ format }) => format === 'csv')) return
  checks.add(
    'limits',
    'unknown',
    `The content of ${toCounted(hiddenEntries, 'entry', 'entries')} of the pages: here are only hashes, because the data files do not have ${hiddenEntries === 1 ? 'it' : 'them'}.`,
  )
  const left = counts.loaded - counts.exported
  const isPart = sources.some(({ ledger }) => ledger?.origin)
  if (hiddenEntries > left && isPart)
    checks.add(
      'entries',
      'unknown',
      `The pages are those of a wider question that was read before, and have ${toCounted(hiddenEntries - left, 'entry', 'entries')} that the answer does not have. The browser left them out because they do not match this question; that cannot be checked here.`,
    )
  else if (hiddenEntries > left)
    checks.add(
      'entries',
      'unknown',
      `The pages have ${toCounted(hiddenEntries, 'entry', 'entries')} that the data files do not have, but the receipt says that ${left} were loaded and not exported. The rest may be other versions of entries that are there, may have arrived after these were counted, or were left out.`,
    )
}
