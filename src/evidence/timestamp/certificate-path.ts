/**
 * Finds out whether a certificate leads to a trusted one (RFC 5280, section 6, without policies and revocation). The
 * search is bounded, because the certificates in a token are chosen by its maker; the engine of pkijs is not.
 */
import { AuthorityKeyIdentifier, BasicConstraints, type Certificate, getCrypto } from 'pkijs'

const maxDepth = 8
/** Further certificates of a token are ignored. */
const maxCandidates = 32

/** Extensions that may be critical, because they are checked here or limit nothing here. */
const knownExtensions: ReadonlySet<string> = new Set([
  '2.5.29.15', // key usage
  '2.5.29.17', // subject alternative name
  '2.5.29.19', // basic constraints
  '2.5.29.32', // certificate policies
  '2.5.29.37', // extended key usage
])

/** What a path may be built of, and the instant at which all its certificates have to be valid. */
export type PathPremises = {
  others: readonly Certificate[]
  trusted: readonly Certificate[]
  atMs: number
}

/** Why `certificate` leads to no trusted one; `undefined` when it does. */
export async function findPathProblem(
  certificate: Certificate,
  premises: PathPremises,
): Promise<string | undefined> {
  const others = premises.others.slice(0, maxCandidates)
  return (await leadsToTrusted(certificate, { ...premises, others }))
    ? undefined
    : `the certificate “${formatSubject(certificate)}” does not lead to a certificate that you trust`
}

/** Certificates whose signature is not that of their issuer, which is among them: they were changed. */
export async function findDamaged(certificates: readonly Certificate[]): Promise<string[]> {
  const problems: string[] = []
  const checked = certificates.slice(0, maxCandidates)
  for (const certificate of checked) {
    const issuers = checked.filter(
      (issuer) => issuer.subject.isEqual(certificate.issuer) && !namesOtherKey(certificate, issuer),
    )
    const signed = await Promise.all(issuers.map((issuer) => isSignedBy(certificate, issuer)))
    if (issuers.length > 0 && !signed.includes(true)) {
      problems.push(`the certificate “${formatSubject(certificate)}” in it is damaged`)
    }
  }
  return problems
}

/** Whether a certificate says that an issuer of the right name has another key than the one that signed. */
function namesOtherKey(certificate: Certificate, issuer: Certificate): boolean {
  const find = ({ extensions = [] }: Certificate, id: string): unknown =>
    extensions.find(({ extnID }) => extnID === id)?.parsedValue
  const named = find(certificate, '2.5.29.35')
  const own = find(issuer, '2.5.29.14')
  const keyId = named instanceof AuthorityKeyIdentifier ? named.keyIdentifier : undefined
  return keyId !== undefined && own !== undefined && !keyId.isEqual(own)
}

/** Whether a certificate is valid at an instant, in milliseconds since the epoch. */
export function isValidAt({ notBefore, notAfter }: Certificate, atMs: number): boolean {
  return notBefore.value.getTime() <= atMs && atMs <= notAfter.value.getTime()
}

/** Whether a critical extension limits the certificate in a way that is not checked here. */
export function hasUnknownLimit({ extensions = [] }: Certificate): boolean {
  return extensions.some(({ critical, extnID }) => critical && !knownExtensions.has(extnID))
}

/** The subject of a certificate in words: its common name and its organization. */
export function formatSubject({ subject }: Certificate): string {
  const find = (oid: string) => {
    const found = subject.typesAndValues.find(({ type }) => type === oid)
    return found && toVisible(String(found.value.valueBlock.value))
  }
  const names = [find('2.5.4.3'), find('2.5.4.10')].filter((name) => name !== undefined)
  return names.length > 0 ? [...new Set(names)].join(', ') : 'without a name'
}

/** The name comes from a file that anyone may have written. */
function toVisible(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{fffd}').slice(0, 200)
}

/**
 * Whether a path leads to a trusted certificate. Each certificate is visited once, on its shortest path, which is also the
 * one that limits on the length of paths allow.
 */
async function leadsToTrusted(
  certificate: Certificate,
  { trusted, others, atMs }: PathPremises,
): Promise<boolean> {
  const isUsable = (each: Certificate) => isValidAt(each, atMs) && !hasUnknownLimit(each)
  const visited: Certificate[] = []
  let level = isUsable(certificate) ? [certificate] : []
  for (let depth = 0; level.length > 0 && depth <= maxDepth; depth++) {
    if (level.some((each) => trusted.some((anchor) => isSame(anchor, each)))) return true
    visited.push(...level)
    const next: Certificate[] = []
    for (const issuer of [...trusted, ...others]) {
      const isNew = ![...visited, ...next].some((each) => isSame(each, issuer))
      if (!isNew || !isUsable(issuer) || !mayIssue(issuer, depth)) continue
      if (await signedAny(issuer, level)) next.push(issuer)
    }
    level = next
  }
  return false
}

/** Whether an issuer signed one of these certificates. */
async function signedAny(issuer: Certificate, level: readonly Certificate[]): Promise<boolean> {
  for (const certificate of level) {
    if (!issuer.subject.isEqual(certificate.issuer)) continue
    if (await isSignedBy(certificate, issuer)) return true
  }
  return false
}

function isSame(a: Certificate, b: Certificate): boolean {
  return a === b || toKey(a) === toKey(b)
}

const keys = new WeakMap<Certificate, string>()

function toKey(certificate: Certificate): string {
  const known = keys.get(certificate)
  if (known !== undefined) return known
  const bytes = new Uint8Array(certificate.toSchema().toBER(false))
  const key = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  keys.set(certificate, key)
  return key
}

/** Whether a certificate is of an authority that may issue others, with `below` intermediate ones under it. */
function mayIssue({ extensions = [] }: Certificate, below: number): boolean {
  const constraints = extensions.find(({ extnID }) => extnID === '2.5.29.19')?.parsedValue
  if (!(constraints instanceof BasicConstraints) || !constraints.cA) return false
  const { pathLenConstraint } = constraints
  if (typeof pathLenConstraint === 'number' && pathLenConstraint < below) return false
  const usage = extensions.find(({ extnID }) => extnID === '2.5.29.15')?.parsedValue
  if (usage === undefined) return true
  const bits: unknown = usage?.valueBlock?.valueHexView
  // Bit 5 is keyCertSign.
  return bits instanceof Uint8Array && ((bits[0] ?? 0) & 0x04) !== 0
}

async function isSignedBy(certificate: Certificate, issuer: Certificate): Promise<boolean> {
  try {
    return await certificate.verify(issuer, getCrypto(true))
  } catch {
    return false
  }
}
