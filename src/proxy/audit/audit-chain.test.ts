import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { verifyAuditLog } from '../../evidence/audit/verify-audit-log.ts'
import { formatBase64 } from '../../evidence/encoding/base64.ts'
import { formatPublicKey } from '../../evidence/signatures/public-key.ts'
import { signBytes } from '../../evidence/signatures/verify-signature.ts'
import { createAudit } from './audit.ts'
import { type AuditSigner, createAuditChain, headLimits } from './audit-chain.ts'

let signer: AuditSigner
beforeAll(async () => {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
  signer = {
    publicKey: { pem: formatPublicKey(spki), isEphemeral: true },
    signText: async (text) =>
      formatBase64(await signBytes(pair.privateKey, new TextEncoder().encode(text))),
  }
})

let lines: string[]
let isFull: boolean
let nowMs: number
const warnings: string[] = []
beforeEach(() => {
  lines = []
  isFull = false
  nowMs = Date.parse('2026-11-21T12:00:00Z')
  warnings.length = 0
})
afterEach(() => vi.useRealTimers())

type Schedule = Parameters<typeof createAuditChain>[0]['schedule']

function create(ownSigner = signer, schedule?: Schedule) {
  const log = (line: string) => {
    if (isFull) throw new Error('ENOSPC')
    lines.push(line)
  }
  const warn = (message: string) => warnings.push(message)
  const now = () => nowMs
  const chain = createAuditChain({ log, signer: ownSigner, now, schedule, warn })
  const audit = createAudit({ log, now, chain, warn })
  const principal = { kind: 'person' as const, name: 'alice@example.com' }
  const write = (id = 'x') =>
    audit({ id, route: '/x', principal }, { status: 200, bytes: 1, ms: 1, end: 'complete' })
  return { chain, write }
}

const verify = () => verifyAuditLog(lines, signer.publicKey.pem)
const readHeads = () => lines.flatMap((line) => JSON.parse(line).head ?? [])

describe('the chain of the audit log', () => {
  it('is one that the verifier accepts, from its beginning to its signed end', async () => {
    const { chain, write } = create()
    await write('first')
    write('second')
    await chain.close()
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { audit: 'new chain', number: 1, previous: null },
      { requestId: 'first', principal: 'alice@example.com', number: 2 },
      { head: { reason: 'start', upTo: 1, isEphemeral: true }, number: 3 },
      { requestId: 'second', number: 4 },
      { head: { reason: 'end', upTo: 4 }, number: 5 },
    ])
    expect(await verify()).toMatchObject({
      problems: [],
      unknown: [],
      chains: [{ isClosed: true }],
    })
  })

  it('has another id after a restart, and both hold in one file', async () => {
    for (let run = 0; run < 2; run++) {
      const { chain, write } = create()
      await write()
      await chain.close()
    }
    const { chains, problems } = await verify()
    expect(problems).toEqual([])
    expect(new Set(chains.map((each) => each.chain)).size).toBe(2)
  })

  it('is signed after a number of lines, and after a time', async () => {
    const { chain, write } = create()
    await write()
    for (let count = 0; count < headLimits.lines - 2; count++) write()
    expect(readHeads()).toHaveLength(1)
    await write()
    write()
    nowMs += headLimits.ms - 1
    await write()
    expect(readHeads().map(({ reason }) => reason)).toEqual(['start', 'lines'])
    nowMs += 1
    await write()
    await chain.close()
    const reasons = readHeads().map(({ reason }) => reason)
    expect(reasons).toEqual(['start', 'lines', 'time', 'end'])
    expect((await verify()).problems).toEqual([])
  })

  it('is signed when no line follows, and by one timer', async () => {
    vi.useFakeTimers()
    // Only timers of the chain are counted: the runtime may have some of its own.
    const schedule = vi.fn((run: () => void, ms: number) => {
      setTimeout(run, ms)
    })
    const { write, chain } = create(signer, schedule)
    await write()
    for (let count = 0; count < 10; count++) write()
    expect(schedule).toHaveBeenCalledTimes(1)
    nowMs += headLimits.ms
    vi.advanceTimersByTime(headLimits.ms)
    await chain.signing()
    expect(readHeads().map(({ reason }) => reason)).toEqual(['start', 'time'])
    // Nothing is signed while nothing happens.
    nowMs += 10 * headLimits.ms
    vi.advanceTimersByTime(10 * headLimits.ms)
    await chain.signing()
    expect(readHeads()).toHaveLength(2)
    expect(schedule).toHaveBeenCalledTimes(1)
  })

  it('goes on where the disk was full, and says how many lines are missing', async () => {
    const { chain, write } = create()
    await write()
    isFull = true
    write()
    write()
    isFull = false
    write('after')
    await chain.close()
    const found = await verify()
    expect(found).toMatchObject({ problems: [], chains: [{ isClosed: true }] })
    expect(lines.join('\n')).toContain('"lost":2')
  })

  it('is written without a signature while none can be made, and signed later', async () => {
    let isBroken = true
    const { chain, write } = create({
      ...signer,
      signText: (text) => (isBroken ? Promise.reject(new Error('no key')) : signer.signText(text)),
    })
    await write()
    expect(warnings.join()).toContain('could not be signed now (no key)')
    expect(readHeads()).toEqual([])
    isBroken = false
    nowMs += headLimits.ms
    await write()
    expect(readHeads()).toHaveLength(1)
    await chain.close()
    expect(await verify()).toMatchObject({ problems: [], chains: [{ isClosed: true }] })
  })

  it('ends with a signature over all lines, although some are written while it ends', async () => {
    let sign = 0
    const { chain, write } = create({
      ...signer,
      signText: async (text) => {
        if (sign++ === 1) write('late')
        return signer.signText(text)
      },
    })
    await write()
    await chain.close()
    expect(await verify()).toMatchObject({ problems: [], chains: [{ isClosed: true, count: 5 }] })
  })

  it('begins when the server starts', async () => {
    const { chain } = create()
    chain.begin()
    await chain.signing()
    expect(lines.map((line) => JSON.parse(line).number)).toEqual([1, 2])
    await chain.close()
    expect(await verify()).toMatchObject({ problems: [], chains: [{ isClosed: true, count: 3 }] })
  })

  it('of nothing is nothing', async () => {
    await create().chain.close()
    expect(lines).toEqual([])
  })
})
