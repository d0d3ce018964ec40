/**
 * Ready-made faults of list pages that look like success: wrong counts, cursors that expire or repeat, duplicate
 * entries, and bodies that are truncated in compressed form.
 */
import { answerBadRequest } from '../answers.ts'
import type { FaultResponder } from './faults.ts'

type Page = { result?: unknown[]; result_info?: Record<string, unknown> }

/** Claims another number of entries than there are. */
export function claimCount(difference: number): FaultResponder {
  return alterPage((page) => {
    const count = (page.result?.length ?? 0) + difference
    return { ...page, result_info: { ...page.result_info, count } }
  })
}

/** Leaves the number of entries out of the page. */
export const omitCount: FaultResponder = alterPage((page) => {
  const { count: _, ...info } = page.result_info ?? {}
  return { ...page, result_info: info }
})

/** Replaces the first entry of each page by a value that is no object. */
export function replaceFirstEntry(value: unknown): FaultResponder {
  return alterPage((page) => ({
    ...page,
    result: page.result?.map((e, i) => (i === 0 ? value : e)),
  }))
}

/** Refuses every cursor with 400, as if it had been given out too long ago. */
export const expireCursors: FaultResponder = (request, trueAnswer) => {
  const { pathname, searchParams } = new URL(request.url)
  if (!searchParams.has('cursor')) return trueAnswer()
  return answerBadRequest(['The cursor has expired.'], !pathname.includes('/logs/audit'))
}

/** Returns the cursor of the request as the next one, so that the list never ends. */
export const repeatCursor: FaultResponder = (request, trueAnswer) => {
  const cursor = new URL(request.url).searchParams.get('cursor')
  if (cursor === null) return trueAnswer()
  const repeat = alterPage((page) => ({ ...page, result_info: { ...page.result_info, cursor } }))
  return repeat(request, trueAnswer)
}

/** Begins each page with the last entries of the page before, as when a list grows between requests. */
export function repeatEntries(count = 1): FaultResponder {
  let last: unknown[] = []
  return alterPage((page) => {
    const result = [...last, ...(page.result ?? [])]
    last = page.result?.slice(-count) ?? []
    const hasCount = page.result_info?.count !== undefined
    const info = hasCount && { result_info: { ...page.result_info, count: result.length } }
    return { ...page, result, ...info }
  })
}

/**
 * Truncates the compressed body to this share of its bytes. The reader gets the text up to that point and then an
 * error, as from `fetch`, which decompresses by itself.
 */
export function truncateCompressed(share = 0.5): FaultResponder {
  return async (_, trueAnswer) => {
    const answer = await trueAnswer()
    const { body, status } = answer
    const packed = new Response(body?.pipeThrough(new CompressionStream('gzip')))
    const bytes = new Uint8Array(await packed.arrayBuffer())
    const truncated = new Response(bytes.slice(0, Math.floor(bytes.length * share)))
    const headers = new Headers(answer.headers)
    headers.set('content-encoding', 'gzip')
    const unpacked = truncated.body?.pipeThrough(new DecompressionStream('gzip')) ?? null
    return new Response(unpacked, { status, headers })
  }
}

function alterPage(alter: (page: Page) => Page): FaultResponder {
  return async (_, trueAnswer) => {
    const answer = await trueAnswer()
    const headers = new Headers(answer.headers)
    const page = alter((await answer.json()) as Page)
    return new Response(JSON.stringify(page), { status: answer.status, headers })
  }
}
