/** How a list is continued, and how it ends. */
import { formatInstant } from '../../cloudflare/instant.ts'
import type { Page } from '../../cloudflare/page.ts'
import { findCount } from '../../cloudflare/pagination.ts'
import type { CheckedEntry, CheckedLog, PageRequest } from '../checked-log.ts'
import { type Answer, isAuditLogV1, isAuditLogV2, type LogQuestion } from '../question.ts'
import { toRefusalWords, Unanswered } from '../unanswered.ts'

const pageSize = 10
const dayMs = 86_400_000
const isByCursor: LogQuestion['isFor'] = ({ pagination }) => pagination.style === 'cursor'
const isByNumber: LogQuestion['isFor'] = ({ pagination }) => pagination.style === 'page'
const hasSecondLimit: LogQuestion['isFor'] = ({ parameters }) =>
  parameters.some(({ repeatedAs }) => repeatedAs !== undefined)
const toKeys = (entries: readonly CheckedEntry[]) => entries.map(({ key }) => key)

/** A range in which nothing can have happened yet. */
function toFuture(log: CheckedLog): PageRequest {
  const at = (days: number) => formatInstant(log.now() + days * dayMs)
  return { since: at(2), before: at(3) }
}

/** The newest `count` entries of the sample; rejects when there are fewer. */
async function getNewest(log: CheckedLog, count: number): Promise<readonly CheckedEntry[]> {
  const { entries } = await log.sample()
  if (entries.length >= count) return entries.slice(0, count)
  throw new Unanswered(`it takes ${count} entries, and this log has ${entries.length}.`)
}

async function askTwoPages(log: CheckedLog): Promise<Answer> {
  const newest = await getNewest(log, 2 * pageSize)
  const first = await log.read({ size: pageSize })
  const cursor = first.page.nextCursor
  if (log.dataset.pagination.style === 'cursor' && cursor === undefined) {
    return { words: 'the first page has no cursor, although there are more entries.' }
  }
  const second = await log.read({ size: pageSize, cursor, pageNumber: 2 })
  const keys = toKeys([...first.entries, ...second.entries])
  if (new Set(keys).size < keys.length) return { words: 'the second page repeats entries.' }
  const isSame = keys.join() === toKeys(newest).join()
  return {
    words: isSame
      ? 'two pages have the same entries, in the same order, as one page of both sizes together.'
      : 'two pages repeat nothing, but differ from one page of both sizes together.',
  }
}

async function askCursorPosition(log: CheckedLog): Promise<Answer> {
  await getNewest(log, pageSize + 1)
  const { info } = (await log.read({ size: pageSize })).page
  const isAtTop = Boolean(info?.cursor)
  const isBelow = Boolean(info?.cursors?.after)
  if (!isAtTop && !isBelow) return { words: 'a page before the last one has no cursor.' }
  const form = isAtTop && isBelow ? 'both' : isAtTop ? 'cursor' : 'cursors.after'
  const position =
    form === 'both' ? 'result_info.cursor and result_info.cursors.after' : `result_info.${form}`
  return { words: `it is in ${position}.`, form }
}

async function askLastPage(log: CheckedLog): Promise<Answer> {
  const [, , third] = await getNewest(log, 3)
  const { page } = await log.read({ since: third?.time ?? '', size: 100 })
  if (page.nextCursor !== undefined) {
    const next = await log.read({ since: third?.time ?? '', size: 100, cursor: page.nextCursor })
    const count = next.entries.length
    return { words: `the last page has a cursor, and the page after it has ${count} entries.` }
  }
  const texts = [page.info?.cursor, page.info?.cursors?.after]
  const isEmpty = texts.some((text) => text === '')
  const isNull = texts.some((text) => text === null)
  const form = isEmpty ? 'empty' : 'absent'
  return {
    words: isNull ? 'it is null.' : isEmpty ? 'it is an empty text.' : 'it is absent.',
    form,
  }
}

/** Where the claimed number of entries is, and its type. */
function toCountWords({ info }: Page): string {
  const count = info?.count
  if (count === undefined || count === null) return 'no count'
  return `a count as a ${typeof count === 'string' ? 'text' : 'number'}`
}

async function askCount(log: CheckedLog): Promise<Answer> {
  const { page, entries } = await log.sample()
  if (entries.length === 0) throw new Unanswered('this log has no entries.')
  const words = `a page with entries has ${toCountWords(page)}`
  const { page: empty, refusal } = await log.request(toFuture(log))
  const end = refusal
    ? `a range in the future is refused ${toRefusalWords(refusal)}`
    : empty.entries.length > 0
      ? 'a range in the future has entries'
      : `an empty page has ${toCountWords(empty)}`
  const isCounted = findCount(page.info) !== undefined
  const form = typeof page.info?.count === 'string' ? 'text' : 'number'
  return { words: `${words}; ${end}.`, form: isCounted ? form : undefined }
}

/** Whether an answer to a cursor is a refusal, or the first page. */
async function askWithCursor(log: CheckedLog, cursor: string, wanted: PageRequest) {
  const { page, refusal } = await log.request({ ...wanted, size: pageSize, cursor })
  if (refusal) return { form: 'refused', words: `is refused ${toRefusalWords(refusal)}` }
  const { entries } = await log.read({ ...wanted, size: pageSize })
  const isFirst = JSON.stringify(page.entries) === JSON.stringify(entries.map(({ value }) => value))
  return isFirst
    ? { form: 'ignored', words: 'is ignored: the first page comes' }
    : { form: undefined, words: 'is accepted: another page comes' }
}

async function askBadCursor(log: CheckedLog): Promise<Answer> {
  const newest = await getNewest(log, 2 * pageSize)
  const { nextCursor } = (await log.read({ size: pageSize })).page
  if (nextCursor === undefined) throw new Unanswered('no page has a cursor.')
  const garbled = await askWithCursor(log, [...nextCursor].reverse().join(''), {})
  const since = newest.at(-1)?.time ?? ''
  const other = await askWithCursor(log, nextCursor, { since })
  return {
    words: `a garbled cursor ${garbled.words}; the cursor of another request ${other.words}. Whether cursors expire takes longer than this check.`,
    form: garbled.form === other.form ? garbled.form : undefined,
  }
}

async function askErrorCodes(log: CheckedLog): Promise<Answer> {
  const category = log.dataset.parameters.find(({ widens }) => widens !== undefined)
  const filters = category ? ([[category.wireName, 'gumshoe-live-check']] as const) : []
  const { refusal } = await log.request(
    category ? { filters, size: 1 } : { cursor: 'Z3Vtc2hvZQ==', size: 1 },
  )
  const name = category ? `an unknown ${category.wireName}` : 'a cursor that is none'
  if (!refusal) return { words: `${name} is not refused.` }
  const hasCodes = refusal.codes.length > 0
  return {
    words: `${name} is refused with ${refusal.status}; its errors have ${hasCodes ? `the code ${refusal.codes.join(', ')}` : 'no code'}.`,
    form: hasCodes ? 'present' : 'absent',
  }
}

async function askAfterLastPage(log: CheckedLog): Promise<Answer> {
  const [, , third] = await getNewest(log, 3)
  const range = { since: third?.time ?? '' }
  const { length } = (await log.read({ ...range, size: 100 })).entries
  if (length === 0) throw new Unanswered('no range with a known number of entries was found.')
  const full = await log.request({ ...range, size: length, pageNumber: 2 })
  const partial = await log.request({ ...range, size: length + 1, pageNumber: 2 })
  const toWords = ({ page, refusal }: typeof full) =>
    refusal ? `is refused ${toRefusalWords(refusal)}` : `has ${page.entries.length} entries`
  return {
    words: `the page after a full last page ${toWords(full)}; the page after one that is not full ${toWords(partial)}.`,
    form: full.refusal !== undefined,
  }
}

async function askPageCeiling(log: CheckedLog): Promise<Answer> {
  const { entries } = await log.sample()
  const isServed = async (pageNumber: number) =>
    (await log.request({ size: 1, pageNumber })).refusal === undefined
  // One entry was counted less, as the oldest of them may be removed meanwhile.
  let refused = entries.length - 1
  if (refused < 2) throw new Unanswered('it takes some entries, and this log has too few.')
  if (await isServed(refused)) {
    return { words: `page ${refused} of one entry each is served.`, form: Number.POSITIVE_INFINITY }
  }
  let served = 1
  while (refused - served > 1) {
    const middle = Math.floor((served + refused) / 2)
    if (await isServed(middle)) served = middle
    else refused = middle
  }
  const words = `page ${served} of one entry each is served, page ${refused} is refused.`
  return { words, form: served }
}

/** The request has the same number under both keys, so the second page shows what the other key counts. */
async function askLimit(log: CheckedLog): Promise<Answer> {
  await getNewest(log, 4)
  const { length } = (await log.read({ size: 2, pageNumber: 2 })).entries
  return length === 0
    ? { words: 'it counts the whole list: the second page is empty.', form: 'list' }
    : { words: 'it counts the entries of one answer at most.', form: 'answer' }
}

/** The questions, in the order in which they are asked. */
export const pagingQuestions: readonly LogQuestion[] = [
  {
    title: 'Two pages',
    isFor: ({ pagination }) => pagination.style !== 'window',
    ask: askTwoPages,
  },
  {
    title: 'Where the cursor is',
    decides: { name: 'cursorPlace', isFor: isAuditLogV2 },
    isFor: isByCursor,
    ask: askCursorPosition,
  },
  {
    title: 'The cursor of the last page',
    decides: { name: 'cursorAtEnd', isFor: isAuditLogV2 },
    isFor: isByCursor,
    ask: askLastPage,
  },
  {
    title: 'The count of a page',
    decides: { name: 'count', isFor: isAuditLogV2 },
    isFor: () => true,
    ask: askCount,
  },
  {
    title: 'A cursor that does not fit',
    decides: { name: 'badCursor', isFor: isAuditLogV2 },
    isFor: isByCursor,
    ask: askBadCursor,
  },
  {
    title: 'Codes of its own errors',
    decides: { name: 'errorCodes', isFor: isAuditLogV2 },
    isFor: isAuditLogV2,
    ask: askErrorCodes,
  },
  {
    title: 'The page after the last one',
    decides: { name: 'failsAfterFullLastPage', isFor: isAuditLogV1 },
    isFor: isByNumber,
    ask: askAfterLastPage,
  },
  {
    title: 'The second limit of a page',
    decides: { name: 'scimLimit', isFor: hasSecondLimit },
    isFor: hasSecondLimit,
    ask: askLimit,
  },
]

/** Asked after most others, because it takes up to ten requests where there is a ceiling. */
export const pageCeilingQuestion: LogQuestion = {
  title: 'The highest page',
  decides: { name: 'pageCeiling', isFor: isAuditLogV1 },
  isFor: isAuditLogV1,
  ask: askPageCeiling,
}
