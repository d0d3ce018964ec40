/** Adds the log of a zone: found by name among the zones of the chosen accounts, or by a pasted id. */
import { useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { type IdScopeKind, idScopes } from '../../../catalog/scopes.ts'
import { isScopeId } from '../../../query/log-query.ts'
import { findShare } from '../../../query/timeline/choose-sources.ts'
import type { NamedScope } from '../../api/list-queries.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { FindField } from './find-field.tsx'
import type { SourceDraft } from './use-source-draft.ts'
import { useNestedScopes } from './use-source-lists.ts'

/** Maximum number of matches that are shown. */
const maxMatches = 5

export function AddNestedLog({
  draft: { chosen, accounts, setLogs },
  dataset,
  kind,
}: {
  draft: SourceDraft
  dataset: Dataset
  kind: IdScopeKind
}) {
  const [typed, setTyped] = useState('')
  const [isWanted, setWanted] = useState(false)
  const { listed, isLoading } = useNestedScopes(kind, accounts, isWanted)
  const text = typed.trim().toLowerCase()
  const { label, idForm } = idScopes[kind]
  const toLog = (id: string) => ({ dataset: dataset.id, scope: { kind, id } })
  const found = listMatches(listed, text, isScopeId(kind, text) ? `This ${label} id` : undefined)
  const matches = found.filter(({ id }) => findShare(chosen, [toLog(id)]) === 'none')
  return (
    <div className="flex flex-col">
      <FindField
        label={`Add the ${dataset.word} log of a ${label}`}
        placeholder={`Add the ${dataset.word} log of a ${label}: name or id`}
        value={typed}
        onChange={setTyped}
        onFocus={() => setWanted(true)}
      />
      {text !== '' && (
        <ul aria-label={`Matching ${idScopes[kind].pluralLabel}`} className="flex flex-col">
          {matches.slice(0, maxMatches).map(({ id, name }) => (
            <li key={id}>
              <button
                type="button"
                title={id}
                className="flex h-6 w-full cursor-pointer items-center rounded-md px-1.5 text-left hover:bg-kumo-tint focus-visible:ring-2 focus-visible:ring-kumo-brand"
                onClick={() => {
                  setLogs([toLog(id)], true)
                  setTyped('')
                }}
              >
                <span className="min-w-0 truncate">
                  Add <VisibleText text={name} />
                </span>
              </button>
            </li>
          ))}
          {matches.length === 0 && (
            <li className="px-1.5 py-1 text-[12px] text-kumo-strong">
              {isLoading ? 'Loading…' : `No match. Paste an id: ${idForm}.`}
            </li>
          )}
          {matches.length > maxMatches && (
            <li className="px-1.5 py-1 text-[12px] text-kumo-strong">
              {matches.length - maxMatches} more: type more of the name.
            </li>
          )}
        </ul>
      )}
    </div>
  )
}

function listMatches(
  listed: readonly NamedScope[],
  text: string,
  pastedName: string | undefined,
): readonly NamedScope[] {
  const found = listed.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(text))
  if (found.length === 0 && pastedName !== undefined) return [{ id: text, name: pastedName }]
  return found.toSorted((one, other) => rankMatch(one, text) - rankMatch(other, text))
}

/** Names that begin with the text come first, then the shorter ones. */
function rankMatch({ name }: NamedScope, text: string): number {
  return name.length + (name.toLowerCase().startsWith(text) ? 0 : 1_000)
}
