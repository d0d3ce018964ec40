/** A witness for tests, with a key that all tests of a file share. */
import { toSha256 } from '../../query/identity/sha-256.ts'
import { createMemoryKeeper } from '../witness/memory-keeper.ts'
import { createEphemeralKey } from '../witness/signing-key.ts'
import type { WitnessSettings } from '../witness/witness.ts'

const key = await createEphemeralKey()

/** The settings of a witness that keeps records in memory. */
export function createTestWitness(now: () => number): WitnessSettings {
  return {
    key,
    keeper: createMemoryKeeper(now, toSha256),
    hash: toSha256,
    upstreamName: 'https://api.cloudflare.com',
    maxCopyBytes: 64 * 1_048_576,
  }
}
