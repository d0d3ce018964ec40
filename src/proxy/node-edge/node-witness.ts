/** The witness on Node: its key from the settings or made at the start, its records in memory, its digests by Node. */
import type { Config, Environment } from '../config/config.ts'
import { toUnusableKeyProblem } from '../config/parse-witness-key.ts'
import { apiOrigin } from '../routes/route-table.ts'
import { createMemoryKeeper } from '../witness/memory-keeper.ts'
import { createEphemeralKey, importSigningKey } from '../witness/signing-key.ts'
import type { WitnessSettings } from '../witness/witness.ts'
import { hashOnNode } from './hash-on-node.ts'

/** Options as of `startServer`. */
export type NodeWitnessOptions = {
  env: Environment
  now?: () => number
  apiOrigin?: string
}

/** Creates the settings of the witness, or the problem of a key that cannot be used. */
export async function createNodeWitness(
  { mode, witnessKey }: Pick<Config, 'mode' | 'witnessKey'>,
  // The demo's clock may be fixed; records age by the real one.
  { env, now = Date.now, apiOrigin: origin = apiOrigin }: NodeWitnessOptions,
): Promise<WitnessSettings | { problem: string }> {
  const key = await (witnessKey ? importSigningKey(witnessKey) : createEphemeralKey())
  if (!key) return { problem: toUnusableKeyProblem(env) }
  return {
    key,
    keeper: createMemoryKeeper(now, hashOnNode),
    hash: hashOnNode,
    upstreamName: mode === 'demo' ? 'emulator' : origin,
    maxCopyBytes: 128 * 1_048_576,
  }
}
