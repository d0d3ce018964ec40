/** Creates the method of identification that the configuration selects. */
import type { Config } from '../config/config.ts'
import { Secret } from '../config/secret.ts'
import { type Access, createOpenAccess } from './access.ts'
import { createJwtAccess, type JwtAccessTools } from './jwt-access.ts'
import { createLaunchKeyAccess } from './launch-key-access.ts'
import { createRandomSecret, type Digest, digestAnywhere } from './match-secret.ts'

/** The configuration, with the port that was bound, and the dependencies of the access. */
export type AccessTools = {
  config: Pick<Config, 'access' | 'limits' | 'publicOrigin' | 'port'>
  /** Milliseconds since the epoch. */
  now: () => number
  /** By default Web Crypto's. */
  digest?: Digest
  /** By default random. */
  launchKey?: string | undefined
  /** Fetches the public keys of the sign-in proxy. */
  fetchKeys: JwtAccessTools['fetchKeys']
  /** See `createSigningKeys`. */
  keyCooldownMs?: number | undefined
}

/** Keys for the operator: `linkKey` opens one session, `launchKey` any number. */
export type LaunchKeys = { launchKey: Secret; linkKey: Secret }

/** Creates the access, and the keys of a launch-key access. */
export function createAccess({
  config,
  now,
  digest = digestAnywhere,
  launchKey,
  fetchKeys,
  keyCooldownMs,
}: AccessTools): {
  access: Access
  keys: LaunchKeys | undefined
} {
  const { access, limits, publicOrigin, port } = config
  switch (access.kind) {
    case 'open':
      return { access: createOpenAccess(limits), keys: undefined }
    case 'launch-key': {
      const keys = {
        launchKey: new Secret(launchKey ?? createRandomSecret()),
        linkKey: new Secret(createRandomSecret()),
      }
      const origin = publicOrigin ?? `http://localhost:${port}`
      return { access: createLaunchKeyAccess({ ...keys, limits, origin, now, digest }), keys }
    }
    case 'cloudflare-access':
    case 'jwt-proxy': {
      const settings = { settings: access, limits, now, digest, fetchKeys, keyCooldownMs }
      return { access: createJwtAccess(settings), keys: undefined }
    }
    default:
      return access satisfies never
  }
}
