/** Answers the list of organizations, which is paged by a token instead of a page number. */
import type { Pair } from '../query/query-string.ts'
import { answerBadRequest, answerList } from './answers.ts'
import type { Organization } from './data/estate/estate.ts'

type Test = (organization: Organization, value: string) => boolean

/** Text is compared without regard to case. */
const tests: Readonly<Record<string, Test>> = {
  'containing.account': ({ accountIds }, id) => accountIds.includes(id),
  // Nothing is known about the users of organizations.
  'containing.user': () => false,
  'name.contains': ({ name }, text) => name.toLowerCase().includes(text.toLowerCase()),
  'name.startsWith': ({ name }, text) => name.toLowerCase().startsWith(text.toLowerCase()),
  'name.endsWith': ({ name }, text) => name.toLowerCase().endsWith(text.toLowerCase()),
  'parent.id': ({ parentId }, id) => (parentId ?? 'null') === id,
}

/** Answers `/organizations`. */
export function listOrganizations(
  organizations: readonly Organization[],
  pairs: readonly Pair[],
): Response {
  const values = new Map(pairs)
  const ids = pairs.filter(([key]) => key === 'id').map(([, id]) => id)
  const contained = values.get('containing.organization')
  const found = organizations.filter(
    (organization) =>
      (ids.length === 0 || ids.includes(organization.id)) &&
      (contained === undefined || contains(organization, contained, organizations)) &&
      pairs.every(([key, value]) => tests[key]?.(organization, value) ?? true),
  )
  const size = Number(values.get('page_size') ?? 10)
  const start = findStart(values.get('page_token'))
  if (start === undefined) return answerBadRequest(['page_token is not valid.'], true)
  const end = start + size
  const token = end < found.length ? { next_page_token: toToken(end) } : {}
  return answerList(
    found.slice(start, end).map((organization) => toItem(organization, organizations)),
    { ...token, total_size: found.length },
  )
}

function contains(
  { id }: Organization,
  containedId: string,
  all: readonly Organization[],
): boolean {
  return all.some((each) => each.id === containedId && each.parentId === id)
}

function toToken(start: number): string {
  return btoa(`organizations ${start}`)
}

function findStart(token: string | undefined): number | undefined {
  if (token === undefined) return 0
  try {
    const start = /^organizations (\d+)$/.exec(atob(token))?.[1]
    return start === undefined ? undefined : Number(start)
  } catch {
    return undefined
  }
}

function toItem({ id, name, createdOn, parentId }: Organization, all: readonly Organization[]) {
  const parent = all.find((each) => each.id === parentId)
  return {
    id,
    create_time: createdOn,
    name,
    meta: { hierarchy_tags: parent ? [parent.id, id] : [id] },
    ...(parent && { parent: { id: parent.id, name: parent.name } }),
  }
}
