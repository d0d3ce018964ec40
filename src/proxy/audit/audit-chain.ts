/**
 * Chains the lines of the audit log (`AUDIT_CHAIN=1`), so that a line that is changed, dropped, added or moved later is
 * found. A person who can write the log can also write another chain, so heads of the chain are signed now and then.
 */
import type { WitnessKey } from '../../contract/witness.ts'
import {
  type AuditHead,
  chainBeginning,
  digestLine,
  formatAuditHead,
  formatChainLine,
  type HeadReason,
  toHeadFields,
} from '../../evidence/audit/chain-line.ts'

/** The key that signs heads: that of the witness. */
export type AuditSigner = {
  publicKey: Pick<WitnessKey, 'pem' | 'isEphemeral'>
  /** The DER signature of ECDSA P-256 with SHA-256, in base64. */
  signText: (text: string) => Promise<string>
}

/** A chain that grows. */
export type AuditChain = {
  /** Writes the first line, so that the log shows the start. Throws while it cannot. Without it, `append` does so. */
  begin: () => void
  /** Writes a line with these fields. Throws while it cannot; the line is then not part of the chain. */
  append: (fields: LineFields) => void
  /** Resolves when the head that is being signed is written; `undefined` while none is. Never rejects. */
  signing: () => Promise<void> | undefined
  /** Writes the head over all lines. Never rejects. */
  close: () => Promise<void>
}

/** Dependencies of a chain. */
export type AuditChainTools = {
  /** Writes a line; throws while it cannot. */
  log: (line: string) => void
  signer: AuditSigner
  /** Milliseconds since the epoch. */
  now: () => number
  /** Runs a function after some milliseconds; absent on Workers, where no time passes between requests. */
  schedule?: ((run: () => void, ms: number) => void) | undefined
  /** Tells the operator, beside the log, that the chain cannot be signed. */
  warn?: ((message: string) => void) | undefined
}

type LineFields = { readonly time: string; readonly [name: string]: unknown }

/** A head is signed after so many lines, or after this time when there is an unsigned line. */
export const headLimits = { lines: 1_000, ms: 300_000 } as const

/** How often the last head is signed anew because lines were written meanwhile. */
const maxClosingTries = 5

/** Creates a chain. */
export function createAuditChain(tools: AuditChainTools): AuditChain {
  const { log, now } = tools
  const lines = createChainWriter(log)
  /** The number of the line that ends the chain, unless others follow. */
  let endNumber = 0
  let unsigned = 0
  let unsignedSinceMs = 0
  let signing: Promise<void> | undefined

  function begin(): void {
    if (lines.count() > 0) return
    lines.write({ time: toTime(now()), ...chainBeginning })
    unsigned++
    startSigning('start')
  }

  function append(fields: LineFields): void {
    begin()
    lines.write(fields)
    if (unsigned === 0) unsignedSinceMs = now()
    unsigned++
    watchAge()
    if (unsigned >= headLimits.lines) startSigning('lines')
    else if (now() - unsignedSinceMs >= headLimits.ms) startSigning('time')
  }

  const watchAge = createAgeWatch(tools, () => {
    const leftMs = unsigned > 0 ? unsignedSinceMs + headLimits.ms - now() : 0
    if (leftMs <= 0) startSigning('time')
    return leftMs
  })

  function startSigning(reason: HeadReason): void {
    if (signing || unsigned === 0) return
    signing = writeHead(reason).finally(() => {
      signing = undefined
    })
  }

  /** Signs the lines that are there now. Lines that are written meanwhile come before the line of the head. */
  async function writeHead(reason: HeadReason): Promise<void> {
    const facts = { ...lines.facts(), reason, at: toTime(now()) }
    unsigned = 0
    try {
      const signed = await signHead(tools.signer, facts)
      if (reason === 'end' && facts.upTo !== lines.count()) return
      lines.write(toHeadFields(signed.head, signed.signature))
      endNumber = reason === 'end' ? lines.count() : 0
    } catch (error) {
      unsigned++
      tools.warn?.(toWarning(error))
    }
  }

  async function close(): Promise<void> {
    for (let tries = 0; tries < maxClosingTries && lines.count() > 0; tries++) {
      await signing
      if (endNumber === lines.count()) return
      signing = writeHead('end')
      await signing
      signing = undefined
    }
  }

  return { begin, append, signing: () => signing, close }
}

/** Writes lines that each name the one before. A line that cannot be written is not part of the chain. */
function createChainWriter(log: (line: string) => void) {
  const chain = crypto.randomUUID().replaceAll('-', '').slice(0, 16)
  let number = 0
  let previous: string | null = null
  return {
    write(fields: LineFields): void {
      const line = formatChainLine(fields, { chain, number: number + 1, previous })
      log(line)
      number++
      previous = digestLine(line)
    },
    count: () => number,
    facts: () => ({ chain, latest: previous ?? '', upTo: number }),
  }
}

/**
 * Has `signOld` called when unsigned lines may be old enough although no line follows; it returns after how many
 * milliseconds to call it again, 0 for not at all.
 */
function createAgeWatch({ schedule }: AuditChainTools, signOld: () => number): () => void {
  let isScheduled = false
  const wait = (ms: number) => {
    if (!schedule || isScheduled) return
    isScheduled = true
    schedule(() => {
      isScheduled = false
      const leftMs = signOld()
      if (leftMs > 0) wait(leftMs)
    }, ms)
  }
  return () => wait(headLimits.ms)
}

const toTime = (ms: number) => new Date(ms).toISOString()

async function signHead(
  { publicKey: { pem, isEphemeral }, signText }: AuditSigner,
  facts: Pick<AuditHead, 'chain' | 'reason' | 'latest' | 'upTo' | 'at'>,
): Promise<{ head: AuditHead; signature: string }> {
  const head: AuditHead = {
    ...facts,
    type: 'gumshoe-audit-head/1',
    isEphemeral,
    publicKey: pem.replace(/-----[^-]+-----|\s/g, ''),
  }
  return { head, signature: await signText(formatAuditHead(head)) }
}

function toWarning(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  return `The chain of the log could not be signed now (${reason}). It is signed again with the next lines.`
}
