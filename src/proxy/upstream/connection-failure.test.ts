import { describe, expect, it } from 'vitest'
import { toConnectionFailure } from './connection-failure.ts'

const coded = (code: unknown, cause?: unknown) => Object.assign(new Error('x', { cause }), { code })

describe('why a connection failed (46, 109)', () => {
  it.each([
    ['ENOTFOUND', 'name-unknown'],
    ['EAI_AGAIN', 'name-unknown'],
    ['CERT_HAS_EXPIRED', 'untrusted'],
    ['CERT_NOT_YET_VALID', 'untrusted'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'untrusted'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'untrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'untrusted'],
    ['ECONNREFUSED', 'unreachable'],
    ['ECONNRESET', 'unreachable'],
    ['ETIMEDOUT', 'unreachable'],
    ['EPROTO', 'unreachable'],
    ['HPE_INVALID_CONSTANT', 'unreachable'],
  ])('is told by %s: %s', (code, failure) => {
    expect(toConnectionFailure(coded(code))).toBe(failure)
    // As `fetch` has it.
    expect(toConnectionFailure(new TypeError('fetch failed', { cause: coded(code) }))).toBe(failure)
  })

  it.each([undefined, null, 'ENOTFOUND', new Error('ENOTFOUND'), coded(20), coded(undefined)])(
    'is not known of %s',
    (thrown) => {
      expect(toConnectionFailure(thrown)).toBe('unreachable')
    },
  )
})
