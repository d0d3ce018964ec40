/** Takes the settings out of the environment, in which every library of the process could read the secrets. */
import type { Environment } from './config.ts'

/** The settings whose values are secrets. */
const secretNames = [
  'CLOUDFLARE_API_TOKEN',
  'CLOUDFLARE_API_KEY',
  'CLOUDFLARE_EMAIL',
  'METRICS_TOKEN',
  'WITNESS_KEY',
] as const

/** A copy of the environment. Secrets are deleted from `env`, so that they are in no report and in no child process. */
export function takeSettings(env: Record<string, string | undefined>): Environment {
  const settings = { ...env }
  for (const name of secretNames) delete env[name]
  return settings
}
