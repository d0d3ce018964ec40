/**
 * The summary of a log in which an identity provider changes users and groups by SCIM (RFC 7644). Who joins or leaves a
 * group is in the body of the request.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readVerb } from '../../catalog/read-verb.ts'
import { findRoleText, type RoleText, readOutcome, readRoleText } from '../../catalog/roles.ts'
import type { Verb } from '../../catalog/verbs.ts'
import { maskHead } from '../secrets/find-secrets.ts'
import { findNamed, findResolved, type NamesById } from './find-named.ts'
import { clip, inTense, namedValue, ownWords, type SummaryPart, value } from './summary-parts.ts'
import { findVerbForms, type VerbForms } from './verb-forms.ts'

/** Longer bodies are not read for a sentence, in UTF-16 units. */
const maxBodyLength = 100_000

const verbs: Readonly<Partial<Record<Verb, string>>> = {
  create: 'create',
  update: 'update',
  delete: 'delete',
}

/** “Identity provider Okta added dana@acme.example to group platform-admins”. */
export function summarizeProvisioning(
  dataset: Dataset,
  entry: unknown,
  names?: NamesById,
): SummaryPart[] {
  const provider = findNamed(dataset, entry, 'actor', 'actorId', names)
  const actor = provider
    ? [
        ownWords('Identity provider'),
        namedValue(provider, provider.resolvedId === undefined ? 14 : 48),
      ]
    : [ownWords('An identity provider')]
  const failed = readOutcome(dataset, entry) === 'failure'
  const target = toTarget(dataset, entry, names)
  const action = findRoleText(dataset, entry, 'action')
  const verb = findVerbForms(verbs[readVerb(dataset, entry)] ?? '')
  if (!verb) {
    const what = action ? [ownWords('sent'), value(action)] : [ownWords('sent a request')]
    return [...actor, ...what, ownWords('for'), ...target]
  }
  const body = findRoleText(dataset, entry, 'requestBody')
  const change = findMemberChange(body?.text)
  if (!body || !change) return [...actor, ownWords(inTense(verb, failed)), ...target]
  const { forms, preposition, first, others } = change
  return [
    ...actor,
    ownWords(inTense(forms, failed)),
    ...(first === undefined
      ? [ownWords('members')]
      : [toMemberPart({ text: first, location: body.location }, names)]),
    ...(others > 0 ? [ownWords(`and ${others} more`)] : []),
    ownWords(preposition),
    ...target,
  ]
}

/** A member, by the name that another entry gives where the body has only the id. */
function toMemberPart(member: RoleText, names: NamesById | undefined): SummaryPart {
  return namedValue(findResolved(member, names) ?? member, 48)
}

function toTarget(dataset: Dataset, entry: unknown, names: NamesById | undefined): SummaryPart[] {
  const kindText = readRoleText(dataset, entry, 'resourceKind')
  const kind = kindText === undefined ? 'resource' : maskHead([], kindText).toLowerCase()
  const named = findNamed(dataset, entry, 'resourceName', 'resourceId', names)
  return named
    ? [ownWords(clip(kind, 24)), namedValue(named, 48)]
    : [ownWords(`a ${clip(kind, 24)}`)]
}

type MemberChange = {
  forms: VerbForms
  preposition: 'to' | 'from'
  /** The first member, by name or id; absent where all members leave at once. */
  first: string | undefined
  others: number
}

/** Who joins or leaves a group, by the first operation of a PATCH on its members. */
function findMemberChange(body: string | undefined): MemberChange | undefined {
  if (body === undefined || body.length > maxBodyLength) return undefined
  for (const operation of readOperations(body)) {
    const path = readMember(operation, 'path')
    if (typeof path !== 'string' || !path.startsWith('members')) continue
    const word = String(readMember(operation, 'op')).toLowerCase()
    const forms = word === 'add' || word === 'remove' ? findVerbForms(word) : undefined
    if (!forms) continue
    const names = listMembers(path, readMember(operation, 'value'))
    const [first] = names
    return {
      forms,
      preposition: word === 'add' ? 'to' : 'from',
      first,
      others: Math.max(0, names.length - 1),
    }
  }
  return undefined
}

/** The names of the members of an operation; a removed one can be named by its id in the path. */
function listMembers(path: string, given: unknown): readonly string[] {
  const [, idInPath] = /^members\[value eq "([^"]{1,200})"\]$/.exec(path) ?? []
  if (idInPath !== undefined) return [idInPath]
  const members = Array.isArray(given) ? given : given === undefined ? [] : [given]
  return members.flatMap((member) => {
    const name = readMember(member, 'display') ?? readMember(member, 'value')
    return typeof name === 'string' && name !== '' ? [name] : []
  })
}

function readOperations(body: string): readonly unknown[] {
  try {
    const operations = readMember(JSON.parse(body), 'Operations')
    return Array.isArray(operations) ? operations : []
  } catch {
    return []
  }
}

function readMember(holder: unknown, key: string): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) return undefined
  return (holder as Record<string, unknown>)[key]
}
