/** The lines of an audit log as a proxy writes them with `AUDIT_CHAIN=1`. */
import {
  type AuditHead,
  chainBeginning,
  digestLine,
  formatAuditHead,
  formatChainLine,
  toHeadFields,
} from '../audit/chain-line.ts'
import { formatBase64 } from '../encoding/base64.ts'
import { parsePublicKey } from '../signatures/public-key.ts'
import { signBytes } from '../signatures/verify-signature.ts'
import type { TestKey } from './create-bundle.ts'

const chain = '0123456789abcdef'

/** Writes a chain with `count` requests, a minute apart, and a signed head at the end. */
export async function createAuditLines(key: TestKey, count: number): Promise<readonly string[]> {
  const lines: string[] = []
  const add = (fields: Readonly<Record<string, unknown>>) => {
    const last = lines.at(-1)
    const previous = last === undefined ? null : digestLine(last)
    lines.push(formatChainLine(fields, { chain, number: lines.length + 1, previous }))
  }
  const toTime = (minute: number) => new Date(Date.UTC(2026, 10, 21, 12, minute)).toISOString()
  add({ time: toTime(0), ...chainBeginning })
  for (let index = 1; index <= count; index++) {
    add({ time: toTime(index), requestId: `request-${index}`, principal: 'alice', status: 200 })
  }
  const { spki } = parsePublicKey(key.pem)
  if (!spki) throw new TypeError('The key is no public key.')
  const head: AuditHead = {
    type: 'gumshoe-audit-head/1',
    at: toTime(count + 1),
    chain,
    isEphemeral: key.isEphemeral,
    publicKey: formatBase64(spki),
    reason: 'end',
    upTo: lines.length,
    latest: digestLine(lines.at(-1) ?? ''),
  }
  const text = new TextEncoder().encode(formatAuditHead(head))
  add(toHeadFields(head, formatBase64(await signBytes(key.privateKey, text))))
  return lines
}
