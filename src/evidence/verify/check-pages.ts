/** Checks that the pages of the receipt, the lines of the data and the records of the proxy belong together. */
import type { WitnessRecord } from '../../contract/witness.ts'
import { bundleNames, type Receipt, type ReceiptPage } from '../receipt.ts'
import type { CheckList, Problem } from './check.ts'
import { isFirstReading } from './check-verdict.ts'
import { createOtherReadTest } from './question/other-reads.ts'
import type { ReadBundle } from './read-bundle.ts'
import { findLogRequest, isSameRequest, readTarget, toLogPath } from './read-request.ts'
import { toCounted, toQuoted } from './words.ts'

/** A receipt, and what was read of the files beside it; a receipt alone has none. */
type ReadPages = Pick<ReadBundle, 'receipt'> &
  Partial<Pick<ReadBundle, 'pages' | 'bodies' | 'leaves'>>

/** Checks the pages of a receipt, with the files beside it where they were given. */
export function checkPages(bundle: ReadPages, checks: CheckList): void {
  const { pages: stated, witness } = bundle.receipt.predicate
  const { records } = witness
  const byRequestId = new Map(records.map(({ record }) => [record.requestId, record]))
  const problems: Problem[] = []
  if (bundle.pages && bundle.pages.length !== stated.length)
    problems.push(
      `${bundleNames.pages} has ${toCounted(bundle.pages.length, 'line')}, and the receipt ${toCounted(stated.length, 'page')}.`,
    )
  if (byRequestId.size < records.length)
    problems.push('Two records have the same request id, so a page may have two records.')
  const ids = new Set<string>()
  for (const [index, page] of stated.entries()) {
    const name = toPageName(index + 1, page)
    problems.push(...listPageProblems(bundle, index, name))
    if (records.length === 0) continue
    if (ids.has(page.requestId)) problems.push(`${name} has the record of another page.`)
    ids.add(page.requestId)
    const record = byRequestId.get(page.requestId)
    if (record) problems.push(...listRecordProblems(bundle, index, record, name))
    if (record && isUnseen(record))
      checks.add(
        'pages',
        'unknown',
        `${name} has a record without a digest: the proxy did not see the answer whole, or was too busy to look at it.`,
      )
    if (!record && witness.missingBecause === undefined)
      problems.push(`${name} has no record: the proxy did not sign that it received it.`)
    else if (!record)
      checks.add(
        'pages',
        'unknown',
        `${name} has no record of the proxy: ${witness.missingBecause}`,
      )
  }
  checks.report('pages', problems, toFitWords(bundle))
  if (bundle.leaves) checkLines(bundle.leaves, bundle, checks)
  checkOtherRecords(bundle.receipt, ids, checks)
}

function toFitWords({ receipt: { predicate }, pages }: ReadPages): string {
  const { length } = predicate.pages
  const match = `${toCounted(length, 'page')} ${length === 1 ? 'matches' : 'match'}`
  const isSigned = predicate.witness.records.length > 0
  if (pages) return `${match} the entries${isSigned ? ' and the records of the proxy' : ''}.`
  return `${match} ${isSigned ? 'the records of the proxy: request, count of entries and length' : 'the logs of the receipt'}.`
}

function toPageName(number: number, { request }: ReceiptPage): string {
  return `Page ${number} (${toQuoted(request)})`
}

/** What does not fit between a page of the receipt, its line in `pages.ndjson`, and its body. */
function* listPageProblems(bundle: ReadPages, index: number, name: string): Generator<string> {
  const page = bundle.receipt.predicate.pages[index]
  const read = bundle.pages?.[index]
  if (!page) return
  const log = toLogPath({ in: page.source })
  if (findLogRequest(readTarget(`/client/v4${page.request}`))?.path !== log)
    yield `${name} is called one of the log ${toQuoted(log)}, and asked another one.`
  if (!read) return
  if (read.problem !== undefined)
    yield `${name} cannot be checked: its line in ${bundleNames.pages} ${read.problem}.`
  else if (read.count !== page.count)
    yield `${name} has ${toCounted(read.count, 'entry', 'entries')} in ${bundleNames.pages}, and the receipt says ${page.count}.`
  if (page.body === undefined) return
  if (page.body !== `pages/${index + 1}.json`)
    yield `${name} names the file ${toQuoted(page.body)} as its body, and not its own.`
  const body = bundle.bodies?.get(page.body)
  if (body && body.entries !== 0)
    yield `${page.body} is not the body of a page without entries, as the receipt says.`
  if (body && body.bytes !== page.bytes)
    yield `${page.body} has ${toCounted(body.bytes, 'byte')}, and the receipt says ${page.bytes}.`
}

/** What does not fit between a page and the record of the proxy. */
function* listRecordProblems(
  bundle: ReadPages,
  index: number,
  record: WitnessRecord,
  name: string,
): Generator<Problem> {
  const page = bundle.receipt.predicate.pages[index]
  const read = bundle.pages?.[index]
  if (!page) return
  const signed = `record ${record.number}`
  if (!isSameRequest(readTarget(`/client/v4${page.request}`), readTarget(record.target)))
    yield `${name} was not asked like that: ${signed} has the request ${toQuoted(record.target)}.`
  if (record.status !== 200) yield `${name} is no page: ${signed} has the status ${record.status}.`
  // The proxy had no room for a copy of the answer, or it broke off; that is said beside the problems.
  if (isUnseen(record)) return
  if (record.bytes !== page.bytes)
    yield `${name} does not have the length that ${signed} has: ${page.bytes} bytes and ${record.bytes ?? 'unknown'}.`
  const sha256 = findBodyDigest(bundle, page)
  if (!record.entries) {
    // The proxy calls only a list a page; a page without entries may also have none.
    if (page.count === 0 && sha256 === record.sha256) return
    yield `${name} is no page: ${signed} has no entries of it.`
  } else if (record.entries.count !== page.count)
    yield `${name} has ${toCounted(page.count, 'entry', 'entries')}, and ${signed} says ${record.entries.count}.`
  if (record.entries && read?.problem === undefined && read && record.entries.root !== read.root)
    yield {
      words: `${toEntriesWords(read.lines, read.hidden)} was changed, added, left out or moved: ${name} does not have the entries that the proxy received in ${signed}.`,
      details: [
        ['Root of the tree over the entries here', read.root ?? 'none'],
        [`Root in ${signed}`, record.entries.root],
      ],
    }
  if (sha256 !== undefined && sha256 !== record.sha256)
    yield `${page.body} is not the body that the proxy received: its digest is not that of ${signed}.`
}

/** The digest of the body of a page without entries: that of the file, or the one that the receipt names. */
function findBodyDigest({ receipt, bodies }: ReadPages, { body }: ReceiptPage): string | undefined {
  if (body === undefined) return undefined
  if (bodies) return bodies.get(body)?.sha256
  return receipt.subject.find(({ name }) => name === body)?.digest.sha256
}

/** Whether the proxy did not receive the answer whole, or had no room to look at it. */
function isUnseen({ sha256, entries }: WitnessRecord): boolean {
  return sha256 === null && entries === null
}

function toEntriesWords(
  lines: readonly (readonly [from: number, count: number])[],
  hidden: number,
): string {
  const parts = lines.slice(0, 5).map(([from, count]) => toLinesWords(from, from + count))
  if (lines.length > 5) parts.push('others')
  if (hidden > 0) parts.push(toCounted(hidden, 'hash', 'hashes'))
  return parts.length === 0 ? 'An empty page' : `An entry of ${parts.join(', ')}`
}

function toLinesWords(from: number, to: number): string {
  return to - from === 1 ? `line ${to}` : `lines ${from + 1} to ${to}`
}

/** Every line of the data has to be in a page; otherwise it was never received. */
function checkLines(
  leaves: ReadBundle['leaves'],
  { receipt, pages: read = [] }: ReadPages,
  checks: CheckList,
): void {
  const { sources, pages } = receipt.predicate
  const files = new Map(sources.map(({ in: id, file }) => [id, file]))
  const received = new Map<string, Uint8Array>()
  for (const [name, { length }] of leaves) received.set(name, new Uint8Array(length))
  for (const [index, page] of read.entries()) {
    const marks = received.get(files.get(pages[index]?.source ?? '') ?? '')
    if (!marks || page.problem !== undefined) continue
    for (const [from, count] of page.lines) marks.fill(1, from, from + count)
  }
  const problems: string[] = []
  for (const [name, marks] of received) {
    for (let from = marks.indexOf(0); from !== -1; from = marks.indexOf(0, from)) {
      const next = marks.indexOf(1, from)
      const to = next === -1 ? marks.length : next
      problems.push(`${toQuoted(name)}: ${toLinesWords(from, to)} came in no page of the receipt.`)
      from = to
      if (problems.length > 100) break
    }
  }
  if (received.size > 0)
    checks.report('pages', problems, 'Every line of the data came in a page of the receipt.')
}

/** Records without a page: refused requests, and answers that are not in the receipt. */
function checkOtherRecords(receipt: Receipt, ids: ReadonlySet<string>, checks: CheckList): void {
  const others = receipt.predicate.witness.records
    .map(({ record }) => record)
    .filter(({ requestId }) => !ids.has(requestId))
  const refused = others.filter(({ status }) => status !== 200)
  if (refused.length > 0) {
    const list = refused.slice(0, 20).map(({ number, status }) => `${number} (status ${status})`)
    const more = refused.length > list.length ? ` and ${refused.length - list.length} more` : ''
    checks.add(
      'pages',
      'holds',
      `${toCounted(refused.length, 'record')} of refused or failed requests ${refused.length === 1 ? 'has' : 'have'} no page: ${list.join(', ')}${more}.`,
    )
  }
  // What they leave open is said once, see `checkOtherReads`.
  const isOther = createOtherReadTest(receipt.predicate)
  reportUnread(
    others.filter(({ status, target }) => status === 200 && !isOther(target)),
    receipt,
    checks,
  )
}

/** Answers that are not in the receipt, by what that may mean. */
function reportUnread(
  records: readonly WitnessRecord[],
  { predicate: { pages, sources } }: Receipt,
  checks: CheckList,
): void {
  const toKey = (target: string) => JSON.stringify(readTarget(target))
  const asked = new Set(pages.map(({ request }) => toKey(`/client/v4${request}`)))
  const unlisted = sources
    .flatMap(({ ledger }) => ledger?.windows ?? [])
    .filter((window) => !isFirstReading(window))
    .reduce((sum, window) => sum + window.unlisted, 0)
  for (const { number, target, entries } of records) {
    const answer = `Record ${number} (${toQuoted(target)}) has no page in the receipt`
    const received = `${answer}, although the proxy received ${toCounted(entries?.count ?? 0, 'entry', 'entries')}`
    const isRepeated = asked.has(toKey(target))
    if (entries?.count === 0) checks.add('pages', 'holds', `${answer}, and no entries.`)
    else if (!entries)
      checks.add(
        'pages',
        'unknown',
        `${answer}: the answer was no page, did not arrive whole, or the proxy was too busy to look at it.`,
      )
    else if (isRepeated)
      checks.add(
        'pages',
        'unknown',
        `${received}. The same was asked once more, and that answer is in the receipt.`,
      )
    else if (unlisted > 0)
      checks.add(
        'pages',
        'unknown',
        `${received}. The receipt counts ${toCounted(unlisted, 'page')} that it does not list, because they brought nothing new; this may be one of them.`,
      )
    else checks.add('pages', 'fails', `${received}: they may be missing here.`)
  }
}
