import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { prepareExport } from '../testing/prepare-export.ts'

const { key, parts, verify } = await prepareExport()

describe('an export that was not changed', () => {
  it('holds with the key that the reader trusts, and says what it cannot show', async () => {
    const { result, words, checks, signers, receipt } = await verify(parts)
    expect(checks.filter((check) => check.result === 'fails')).toEqual([])
    expect(words).toContain('Everything that can be checked holds')
    expect(result).toBe('holds')
    expect(signers).toEqual([{ fingerprint: key.fingerprint, isEphemeral: false }])
    expect(receipt?.predicate.counts.exported).toBe(6)
    expect(
      checks.map((check) => `${check.topic} ${check.result}: ${check.words}`),
    ).toMatchInlineSnapshot(`
      [
        "receipt holds: receipt.json is an in-toto Statement in canonical form.",
        "files holds: 5 files that the receipt names are here, with the digests that it names.",
        "files holds: All 14 files of SHA256SUMS have the digests in it.",
        "files holds: The files in witness/ are those of the receipt.",
        "receipt holds: The manifest says the same as the receipt: claim, verdict, question, range, logs, windows, counts, files and version.",
        "entries holds: The tree over 6 entries has the root that the receipt states.",
        "pages holds: 4 pages match the entries and the records of the proxy.",
        "pages holds: Every line of the data came in a page of the receipt.",
        "pages holds: 1 record of refused or failed requests has no page: 4 (status 429).",
        "records holds: The records are one chain: each names the one before it.",
        "records holds: 5 records of the proxy are in the batches that it signed.",
        "signatures holds: 2 signatures of the proxy hold.",
        "signer holds: The key that you trust signed this.",
        "question holds: Every request was for a log of the receipt, in its time range, with its filters.",
        "question holds: The log “accounts/0123456789abcdef0123456789abcdef/logs/audit” was asked with the filters of the question.",
        "question holds: The log “user/audit_logs” was asked with the filters of the question.",
        "question holds: The pages cover the whole time range of the log “accounts/0123456789abcdef0123456789abcdef/logs/audit” (“actor_email=a@example.com”).",
        "question holds: The pages cover the whole time range of the log “user/audit_logs”.",
        "question holds: The proxy says that it asked https://api.cloudflare.com.",
        "receipt holds: The verdict “complete” follows from the windows of the receipt, and the counts from its pages.",
        "limits unknown: The content of 1 entry of the pages: here are only hashes, because the data files do not have it.",
        "question holds: The last page of each complete window is the end of it.",
        "question holds: The pages of each window of the log “accounts/0123456789abcdef0123456789abcdef/logs/audit” follow each other.",
        "question holds: The pages of each window of the log “user/audit_logs” follow each other.",
        "time holds: By its clock, the proxy received the answers from 2026-11-30T11:00:00.000Z to 2026-11-30T11:00:00.000Z, and signed them until 2026-11-30T11:00:05.000Z.",
        "time unknown: All times of arrival come from the clock of the proxy; no authority confirms them.",
        "limits unknown: Whether Cloudflare answered truthfully, and whether its log recorded all that happened: Cloudflare signs no answer. What each log cannot show is in the receipt (cannotShow).",
        "limits unknown: Whether the operator of the proxy made the records up: the owner of the key can sign anything. The receipt proves what was received only where another person than the analyst runs the proxy.",
        "limits unknown: Whether the right question was asked: other logs, times or filters may have more.",
        "limits unknown: Whether the words of the receipt, such as its claim, and the manifest, README.txt and verify.sh are those that Gumshoe wrote: the browser made them, and nothing signs them.",
      ]
    `)
  })

  it('gives the same with the hash of Node', async () => {
    const createNodeHash = () => {
      const hash = createHash('sha256')
      return {
        update: (bytes: Uint8Array) => void hash.update(bytes),
        digest: () => hash.digest('hex'),
        digestBytes: () => new Uint8Array(hash.digest()),
      }
    }
    expect(await verify(parts, { createHash: createNodeHash })).toEqual(await verify(parts))
  })
})
