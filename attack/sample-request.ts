/** The request that most parts send, and the answer of the API to it. */

/** The account that is asked about. */
export const accountId = '0123456789abcdef0123456789abcdef'

/** A valid request for audit log v2; `id` makes it different from all others, so that it is sent upstream. */
export function toLogRequest(id: number | string, lines: string): string {
  const path = `/client/v4/accounts/${accountId}/logs/audit`
  const query = `since=2026-11-01T00:00:00Z&before=2026-11-02T00:00:00Z&id=${id}`
  return `GET ${path}?${query} HTTP/1.1\r\n${lines}Connection: close\r\n\r\n`
}

/** A page of the log with these entries, as JSON. */
export function toPage(entries: readonly unknown[]): string {
  return JSON.stringify({
    success: true,
    errors: [],
    messages: [],
    result: entries,
    result_info: {},
  })
}

/** An answer of the API as it is written to a connection, with this body or another status. */
export function toJsonAnswer(body: string, status = '200 OK'): string {
  return `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}
