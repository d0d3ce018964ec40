import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { formatCanonicalJson } from '../canonical-json.ts'
import { formatPublicKey } from '../signatures/public-key.ts'
import { signBytes } from '../signatures/verify-signature.ts'
import { runOpenssl } from '../testing/openssl.ts'
import {
  type AuditHead,
  chainBeginning,
  digestLine,
  formatAuditHead,
  formatChainLine,
  type HeadReason,
  toHeadFields,
} from './chain-line.ts'
import { verifyAuditLog } from './verify-audit-log.ts'

type Key = { sign: (text: string) => Promise<string>; publicKey: string; pem: string }

async function createKey(): Promise<Key> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
  const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  return {
    sign: async (text) =>
      toBase64(await signBytes(pair.privateKey, new TextEncoder().encode(text))),
    publicKey: toBase64(spki),
    pem: formatPublicKey(spki),
  }
}

/** Writes a chain as the proxy does: `count` lines, with a head after the first and after every ten. */
async function writeChain(key: Key, count: number, chain = '0123456789abcdef') {
  const lines: string[] = []
  const add = (fields: Record<string, unknown>) => {
    const last = lines.at(-1)
    const previous = last === undefined ? null : digestLine(last)
    lines.push(formatChainLine(fields, { chain, number: lines.length + 1, previous }))
  }
  const sign = async (reason: HeadReason) => {
    const head: AuditHead = {
      type: 'gumshoe-audit-head/1',
      at: '2026-11-21T12:00:00.000Z',
      chain,
      isEphemeral: false,
      publicKey: key.publicKey,
      reason,
      upTo: lines.length,
      latest: digestLine(lines.at(-1) ?? ''),
    }
    add(toHeadFields(head, await key.sign(formatAuditHead(head))))
  }
  add({ time: '2026-11-21T12:00:00.000Z', ...chainBeginning })
  for (let index = 0; index < count; index++) {
    add({
      time: '2026-11-21T12:00:00.000Z',
      requestId: `${index}`,
      principal: 'alice',
      bytes: index,
    })
    if (index % 10 === 0) await sign(index === 0 ? 'start' : 'lines')
  }
  await sign('end')
  return lines
}

let key: Key
let otherKey: Key
let log: readonly string[]
beforeAll(async () => {
  key = await createKey()
  otherKey = await createKey()
  log = await writeChain(key, 25)
})

const verify = (lines: Iterable<string>, pem: string | undefined = key.pem) =>
  verifyAuditLog(lines, pem)

/** Verifies a log that was tampered with, and returns kinds and positions. */
async function findKinds(lines: Iterable<string>) {
  return (await verify(lines)).problems.map((problem) => `${problem.kind} ${problem.line}`)
}

const replace = (at: number, change: (line: string) => string) =>
  log.map((line, index) => (index === at - 1 ? change(line) : line))

describe('an audit log', () => {
  it('holds as it was written, with a message for people above it and an empty line below', async () => {
    const found = await verify(['Gumshoe is ready: http://localhost:8787', ...log, ''])
    expect(found).toMatchObject({ problems: [], unknown: [], otherLines: 1 })
    expect(found.chains).toEqual([
      {
        chain: '0123456789abcdef',
        firstLine: 2,
        lastLine: log.length + 1,
        count: log.length,
        signedUpTo: log.length - 1,
        isClosed: true,
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        isEphemeral: false,
      },
    ])
  })

  it('says by which key it is signed when none is given, and refuses what is no key', async () => {
    const { unknown, problems } = await verifyAuditLog(log)
    expect(problems).toEqual([])
    expect(unknown.join()).toMatch(/signed by the key sha256:[0-9a-f]{64}\. Compare it/)
    await expect(verify(log, 'key')).rejects.toThrow('The key is not a public key in PEM')
  })

  it('signs the canonical form of its heads, as openssl says', () => {
    const { head, signature } = JSON.parse(log.at(-1) ?? '')
    const text = formatAuditHead(head)
    expect(text).toBe(formatCanonicalJson(head))
    const files = {
      'head.json': text,
      'head.sig': Buffer.from(signature, 'base64'),
      'key.pem': key.pem,
    }
    const args = ['dgst', '-sha256', '-verify', 'key.pem', '-signature', 'head.sig', 'head.json']
    expect(runOpenssl(args, files, ({ isOk }) => isOk)).toBe(true)
  })

  it('links lines by digests that sha256sum computes', () => {
    const [first = '', second = ''] = log
    const digest = createHash('sha256').update(first).digest('hex')
    expect(JSON.parse(second).previous).toBe(digest)
  })

  it('may have several chains, one after the other or mixed', async () => {
    const other = await writeChain(key, 12, 'fedcba9876543210')
    const mixed = log.flatMap((line, index) => [line, ...(other[index] ? [other[index]] : [])])
    for (const lines of [[...log, ...other], mixed]) {
      const { problems, chains } = await verify(lines)
      expect(problems).toEqual([])
      expect(chains.map(({ isClosed }) => isClosed)).toEqual([true, true])
    }
  })

  it('of a server that still runs is open, and says up to where it is signed', async () => {
    const { problems, chains, unknown } = await verify(log.slice(0, -3))
    expect(problems).toEqual([])
    expect(chains).toMatchObject([{ isClosed: false, signedUpTo: 24 }])
    expect(unknown.join()).toContain('lines after number 24 are not signed')
  })

  it('names the line that was changed', async () => {
    expect(await findKinds(replace(7, (line) => line.replace('alice', 'mallo')))).toEqual([
      'changed 7',
    ])
    // It no longer has the form of a line, is of another chain, or has another number.
    expect(await findKinds(replace(7, (line) => `x${line}`))).toEqual(['changed 7'])
    expect(await findKinds(replace(7, (line) => line.replace('0123456', '1123456')))).toEqual([
      'changed 7',
    ])
    expect(
      await findKinds(replace(7, (line) => line.replace('"number":7', '"number":8'))),
    ).toContain('missing 8')
    const previous = replace(7, (line) => line.replace(/"previous":"../, '"previous":"zz'))
    expect(await findKinds(previous)).toEqual(['changed 7'])
  })

  it('names what is missing, added, repeated and moved', async () => {
    expect(await findKinds(log.toSpliced(6, 2))).toEqual(['missing 7'])
    expect((await verify(log.toSpliced(6, 2))).problems[0]?.message).toBe(
      'Numbers 7 to 8 of chain 0123456789abcdef before line 7 are missing.',
    )
    expect(await findKinds(log.slice(3))).toEqual(['missing 1'])
    expect(await findKinds(log.toSpliced(6, 0, '{"time":"x","principal":"bob"}'))).toEqual([
      'added 7',
    ])
    expect(await findKinds(log.toSpliced(6, 0, log[12] ?? ''))).toContain('added 14')
    const [line = ''] = log.slice(6, 7)
    expect(await findKinds(log.toSpliced(6, 1).toSpliced(12, 0, line))).toEqual(['moved 13'])
  })

  it('names a head that another key signed, or no key', async () => {
    const other = await writeChain(otherKey, 25)
    expect(new Set((await verify(other)).problems.map(({ kind }) => kind))).toEqual(
      new Set(['key']),
    )
    const { problems } = await verifyAuditLog([...other.slice(0, 3), ...log.slice(3)])
    expect(problems.length).toBeGreaterThan(0)
    const forged = replace(3, (line) =>
      line.replace(/"signature":"[^"]+"/, `"signature":"${otherSignature()}"`),
    )
    expect(await findKinds(forged)).toContain('signature 3')
  })

  const otherSignature = () => JSON.parse(log.at(-1) ?? '').signature

  it('names the head of which the lines were written anew by another', async () => {
    // All digests fit, but the heads are those of the log as it was.
    const forged: string[] = []
    for (const line of log) {
      const { chain, number, previous: _, ...fields } = JSON.parse(line.replace('alice', 'mallo'))
      const last = forged.at(-1)
      const previous = last === undefined ? null : digestLine(last)
      forged.push(formatChainLine(fields, { chain, number, previous }))
    }
    const { problems, chains } = await verify(forged)
    expect(problems.map(({ message }) => message).join()).toContain(
      'is not the line that was signed',
    )
    expect(chains[0]?.fingerprint).not.toBeNull()
  })
})

describe('any tampering', () => {
  const isFound = async (lines: readonly string[]) => {
    const { problems, chains } = await verify(lines)
    return problems.length > 0 || chains.some(({ isClosed }) => !isClosed) || chains.length === 0
  }

  it('with a byte is found', async () => {
    const bytes = Buffer.from(log.join('\n'))
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, mask) => {
          const changed = Buffer.from(bytes)
          changed[at] = (changed[at] ?? 0) ^ mask
          const { problems, chains } = await verify(changed.toString('utf8').split('\n'))
          const line = bytes.subarray(0, at).toString('utf8').split('\n').length
          const isNamed = problems.some((problem) => Math.abs(problem.line - line) <= 1)
          expect(isNamed || !chains[0]?.isClosed).toBe(true)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('with a line is found: dropped, repeated, moved, exchanged, cut or at the end', async () => {
    const position = fc.nat({ max: log.length - 1 })
    const change = fc.constantFrom('drop', 'repeat', 'move', 'swap', 'cut', 'end', 'begin')
    await fc.assert(
      fc.asyncProperty(change, position, position, async (kind, a, b) => {
        fc.pre(a !== b)
        const lines = [...log]
        const [first = '', second = ''] = [lines[a], lines[b]]
        if (kind === 'drop') lines.splice(a, 1)
        if (kind === 'repeat') lines.splice(b, 0, first)
        if (kind === 'move') lines.splice(b, 0, ...lines.splice(a, 1))
        if (kind === 'swap') [lines[a], lines[b]] = [second, first]
        if (kind === 'cut') lines[a] = first.slice(0, 1 + (b % (first.length - 1)))
        if (kind === 'end') lines.splice(Math.max(1, a))
        if (kind === 'begin') lines.splice(0, Math.max(1, a))
        expect(await isFound(lines), kind).toBe(true)
      }),
      { numRuns: 1_500 },
    )
  })
})
