/** Translates the verb to tests of the fields from which it is derived, see `catalog/read-verb.ts`. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { toLocationKeys } from '../../catalog/roles.ts'
import type { Verb } from '../../catalog/verbs.ts'
import type { Expression } from '../expression.ts'

type KnownVerb = Exclude<Verb, 'other'>
const knownVerbs: readonly KnownVerb[] = ['create', 'update', 'delete', 'view', 'sign-in']

/**
 * The tests of the verbs of a log that `isWanted`. An action of several words has the verb of the first word that the log
 * declares; where another declared word is before a wanted one, the action is not taken for the wanted verb.
 */
export function toVerbTest(dataset: Dataset, isWanted: (verb: string) => boolean): Expression {
  const wanted = knownVerbs.filter(isWanted)
  if (!isWanted('other')) return any(wanted.map((verb) => toOneVerb(dataset, verb)))
  const others = knownVerbs.filter((verb) => !isWanted(verb))
  return not(any(others.map((verb) => toOneVerb(dataset, verb))))
}

function toOneVerb(dataset: Dataset, verb: KnownVerb): Expression {
  const action = any(listPaths(dataset, 'action').map((path) => toActionTest(dataset, path, verb)))
  const described = toDescriptionTest(dataset)
  if (verb === 'sign-in') return any([action, described])
  return { kind: 'and', of: [action, not(described)] }
}

/** A log whose actions are a list of words has each as a whole; others join words: `token_create`. */
function toActionTest(dataset: Dataset, path: string, verb: KnownVerb): Expression {
  const words = listWords(dataset, (each) => each === verb)
  if (words.length === 0) return any([])
  const isChoice = dataset.fields.some((field) => field.path === path && field.kind === 'choice')
  if (isChoice) {
    return any(
      words.map((text) => ({
        kind: 'field',
        field: path,
        test: { op: 'pattern', parts: [{ kind: 'text', text }], isCased: false },
      })),
    )
  }
  const others = listWords(dataset, (each) => each !== verb)
  const hasWord = toRegex(path, `(^|[_ ])(${words.join('|')})([_ ]|$)`)
  if (others.length === 0) return hasWord
  const isLater = toRegex(
    path,
    `(^|[_ ])(${others.join('|')})[_ ](.*[_ ])?(${words.join('|')})([_ ]|$)`,
  )
  return { kind: 'and', of: [hasWord, not(isLater)] }
}

/** A description of one word that means a sign-in, such as `SSO_LOGIN`: then it is one, whatever the action is. */
function toDescriptionTest(dataset: Dataset): Expression {
  const words = listWords(dataset, (verb) => verb === 'sign-in')
  if (words.length === 0) return any([])
  return any(
    listPaths(dataset, 'description').map((path) =>
      toRegex(path, `^([^ ]*_)?(${words.join('|')})(_[^ ]*)?$`),
    ),
  )
}

function listPaths({ roles }: Dataset, role: 'action' | 'description'): readonly string[] {
  return (roles[role] ?? []).map((location) => toLocationKeys(location).join('.'))
}

function listWords({ verbs }: Dataset, isWanted: (verb: KnownVerb) => boolean): readonly string[] {
  return Object.entries(verbs).flatMap(([word, verb]) => (isWanted(verb) ? [word] : []))
}

function toRegex(field: string, source: string): Expression {
  return { kind: 'field', field, test: { op: 'regex', source, flags: 'i' } }
}

function any(of: readonly Expression[]): Expression {
  return { kind: 'or', of }
}

function not(of: Expression): Expression {
  return { kind: 'not', of }
}
