/** Builds the bytes of a page from the texts of its entries. */

/** A successful response with these entries, and with the given cursor, if any. */
export function toPageBytes(texts: readonly string[], cursor?: string): ArrayBuffer {
  const info = cursor === undefined ? '{}' : JSON.stringify({ cursor })
  const body = `{"success":true,"result":[${texts.join(' , ')}],"result_info":${info}}`
  return new TextEncoder().encode(body).buffer
}

/** An entry of audit log v2. */
export function toEntryText(
  id: string,
  second: number,
  fields: Record<string, unknown> = {},
): string {
  const time = new Date(Date.UTC(2026, 10, 1, 0, 0, second)).toISOString()
  return JSON.stringify({ id, action: { time }, ...fields })
}
