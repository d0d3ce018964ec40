/** Says by which means and from which address an action was made, and whether it succeeded unless the summary says so. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { type Role, readOutcome, readRoleText } from '../../catalog/roles.ts'
import { maskValueText } from '../secrets/find-secrets.ts'
import { findNamed, type NamesById } from './find-named.ts'
import { tellsSignIn } from './summarize-sign-in.ts'
import { namedValue, ownWords, type SummaryPart } from './summary-parts.ts'
import { isCredentialUnrecorded } from './unrecorded-credential.ts'

const interfaceNames: Readonly<Record<string, string>> = {
  dash: 'the dashboard',
  UI: 'the dashboard',
  api: 'the API',
  API: 'the API',
  api_token: 'an API token',
  api_key: 'the Global API key',
  oauth: 'an OAuth application',
  origin_ca_key: 'an origin CA key',
}

/** “via an API token named ci from 198.51.100.7 and succeeded”; empty without interface and address. */
export function toOrigin(dataset: Dataset, entry: unknown, names?: NamesById): SummaryPart[] {
  const read = (role: Role) => {
    const text = readRoleText(dataset, entry, role)
    return text === undefined ? undefined : maskValueText([], text).slice(0, 120)
  }
  const context = read('interface')
  const credential = findNamed(dataset, entry, 'credentialName', 'credentialId', names)
  const isNamed = credential?.resolvedId !== undefined || read('credentialName') !== undefined
  const address = read('address')
  const parts: SummaryPart[] = []
  if (context !== undefined) {
    const name = Object.hasOwn(interfaceNames, context) ? interfaceNames[context] : undefined
    parts.push(ownWords('via'), { text: name ?? context, isValue: !name })
    if (credential && isNamed) parts.push(ownWords('named'), namedValue(credential, 120))
    else if (isCredentialUnrecorded(dataset, entry)) {
      parts.push(ownWords('(the credential was not recorded)'))
    }
  }
  if (address) parts.push(ownWords('from'), { text: address, isValue: true })
  const outcome = readOutcome(dataset, entry)
  if (parts.length > 0 && typeof outcome === 'string' && !tellsSignIn(dataset, entry)) {
    parts.push(ownWords(outcome === 'success' ? 'and succeeded' : 'and failed'))
  }
  return parts
}
