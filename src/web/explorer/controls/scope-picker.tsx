/**
 * The picker of the scope: an account, a zone or the like, by name, or by a pasted id if the token may not list
 * them. A scope without an id, such as that of the user log, is shown as plain text.
 */

import { Combobox } from '@cloudflare/kumo/components/combobox'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { hasIds, type IdScopeKind, idScopes } from '../../../catalog/scopes.ts'
import { type IdScope, isScopeId, type Scope } from '../../../query/log-query.ts'
import { toFailureDetail, toFailureWords } from '../../api/api-failure.ts'
import { type NamedScope, scopesQuery } from '../../api/list-queries.ts'
import { ComboboxPanel } from '../../ui/combobox-panel.tsx'
import { toVisibleText, VisibleText } from '../../ui/text/visible-text.tsx'
import { toKindsLabel, toScopeLabel } from './scope-label.ts'

type Choice = IdScope & { name: string; hint: string }

/** Zones are listed for at most this many accounts; those of others are reached by a pasted id. */
const maxParents = 10

/** A searchable list of all scopes of the kinds in which the dataset can be read. */
export function ScopePicker({
  dataset,
  scope,
  onChoose,
}: {
  dataset: Dataset
  scope: Scope
  onChoose: (scope: Scope) => void
}) {
  const [typed, setTyped] = useState('')
  const kinds = dataset.scopes.map(({ kind }) => kind).filter(hasIds)
  const { listed, failure } = useListedScopes(kinds)
  const pickerLabel = toKindsLabel(dataset)
  if (!('id' in scope)) {
    return <span className="shrink-0 px-2 text-kumo-strong">{toScopeLabel(scope)}</span>
  }

  const choices = [
    ...listed.filter(({ kind }) => kinds.includes(kind)),
    ...toPastedChoices(typed.trim().toLowerCase(), kinds, listed),
  ]
  const value = choices.find(({ id, kind }) => id === scope.id && kind === scope.kind) ?? {
    kind: scope.kind,
    id: scope.id,
    name: toScopeLabel(scope),
    hint: scope.kind,
  }
  const form = idScopes[scope.kind].idForm
  return (
    <Combobox
      value={value}
      items={choices}
      size="sm"
      autoHighlight
      isItemEqualToValue={(a: Choice, b: Choice) => a.id === b.id && a.kind === b.kind}
      itemToStringLabel={({ name, id }: Choice) => `${name} ${id}`}
      onInputValueChange={setTyped}
      onValueChange={(next) => {
        const choice = next as Choice | null
        if (choice) onChoose({ kind: choice.kind, id: choice.id })
      }}
    >
      <Combobox.TriggerValue
        className="w-40 shrink-0"
        render={
          <button type="button" aria-label={`${pickerLabel}: ${toVisibleText(value.name)}`} />
        }
      >
        {() => (
          <span className="truncate" title={toVisibleText(`${value.name} ${value.id}`)}>
            <VisibleText text={value.name} />
          </span>
        )}
      </Combobox.TriggerValue>
      <ComboboxPanel label={pickerLabel}>
        <Combobox.Input placeholder="Find by name, or paste an id" />
        <Combobox.Empty>
          {failure
            ? `The list could not be read: ${toFailureWords(toFailureDetail(failure)).explanation} Paste an id instead: ${form}.`
            : `No match. Paste an id instead: ${form}.`}
        </Combobox.Empty>
        <Combobox.List>
          {(choice: Choice) => (
            <Combobox.Item key={`${choice.kind}-${choice.id}`} value={choice}>
              <span className="flex min-w-0 flex-col">
                <span className="truncate">
                  <VisibleText text={choice.name} />{' '}
                  <span className="text-kumo-subtle">{choice.hint}</span>
                </span>
                <span className="font-mono text-[11px] text-kumo-subtle">{choice.id}</span>
              </span>
            </Combobox.Item>
          )}
        </Combobox.List>
      </ComboboxPanel>
    </Combobox>
  )
}

/** Lists the scopes of these kinds, and of the kinds that they belong to, as far as the credential may. */
function useListedScopes(kinds: readonly IdScopeKind[]): {
  listed: readonly Choice[]
  failure: Error | undefined
} {
  const roots = [...new Set(kinds.map((kind) => idScopes[kind].list.within?.kind ?? kind))]
  const rootLists = useQueries({ queries: roots.map((kind) => scopesQuery(kind)) })
  // Zones are requested account by account, because a proxy that is limited to some accounts requires that.
  const nested = kinds.flatMap((kind) => {
    const parentKind = idScopes[kind].list.within?.kind
    if (parentKind === undefined) return []
    const parents = rootLists[roots.indexOf(parentKind)]?.data ?? []
    return parents.slice(0, maxParents).map(({ id }) => ({ kind, parentId: id }))
  })
  const nestedLists = useQueries({
    queries: nested.map(({ kind, parentId }) => scopesQuery(kind, parentId)),
  })
  const toChoices = (kind: IdScopeKind | undefined, scopes: readonly NamedScope[] = []) =>
    kind === undefined
      ? []
      : scopes.map((scope): Choice => ({ ...scope, kind, hint: idScopes[kind].label }))
  return {
    listed: [
      ...rootLists.flatMap(({ data }, i) => toChoices(roots[i], data)),
      ...nestedLists.flatMap(({ data }, i) => toChoices(nested[i]?.kind, data)),
    ],
    failure: [...rootLists, ...nestedLists].find(({ error }) => error)?.error ?? undefined,
  }
}

function toPastedChoices(
  id: string,
  kinds: readonly IdScopeKind[],
  listed: readonly Choice[],
): Choice[] {
  return kinds
    .filter((kind) => isScopeId(kind, id))
    .filter((kind) => !listed.some((each) => each.id === id && each.kind === kind))
    .map((kind) => ({ kind, id, name: `Use this ${idScopes[kind].label} id`, hint: 'pasted' }))
}
