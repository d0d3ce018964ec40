/**
 * Chooses what the log is read in: an account or a zone by name, or by a pasted id where the token
 * may not list them. The user log has no choice: it is the holder of the credential.
 */
import { Combobox } from '@cloudflare/kumo/components/combobox'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Dataset, ScopeKind } from '../../catalog/define-dataset.ts'
import { isScopeId, type Scope } from '../../query/log-query.ts'
import { toFailureDetail, toFailureWords } from '../api/api-failure.ts'
import { accountsQuery, zonesQuery } from '../api/list-queries.ts'
import { ComboboxPanel } from '../ui/combobox-panel.tsx'
import { toVisibleText, VisibleText } from '../ui/visible-text.tsx'
import { toScopeLabel } from './scope-label.ts'

type Choice = { kind: 'account' | 'zone'; id: string; name: string; hint: string }

/** Of how many accounts the zones are listed; those of others are reached by a pasted id. */
const mostAccounts = 10

/** A searchable list of accounts, and of zones where the dataset can be read in a zone. */
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
  const kinds = dataset.scopes.map(({ kind }) => kind)
  const accounts = useQuery({ ...accountsQuery, enabled: kinds.includes('account') })
  // Zones are asked by account, as a proxy that is limited to some accounts demands.
  const zones = useQueries({
    queries: (accounts.data ?? [])
      .slice(0, kinds.includes('zone') ? mostAccounts : 0)
      .map(({ id }) => zonesQuery(id)),
  })
  if (scope.kind === 'user') {
    return <span className="shrink-0 px-2 text-kumo-strong">{toScopeLabel(scope)}</span>
  }

  const listed: Choice[] = [
    ...(accounts.data ?? []).map((each) => ({
      ...each,
      kind: 'account' as const,
      hint: 'account',
    })),
    ...zones
      .flatMap(({ data }) => data ?? [])
      .map((each) => ({ ...each, kind: 'zone' as const, hint: 'zone' })),
  ]
  const pasted = typed.trim().toLowerCase()
  const choices = [
    ...listed.filter(({ kind }) => kinds.includes(kind)),
    ...(isScopeId(pasted) ? toPastedChoices(pasted, kinds, listed) : []),
  ]
  const value = choices.find(({ id, kind }) => id === scope.id && kind === scope.kind) ?? {
    kind: scope.kind,
    id: scope.id,
    name: toScopeLabel(scope),
    hint: scope.kind,
  }
  const failure = accounts.error ?? zones.find(({ error }) => error)?.error
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
        className="w-44 shrink-0"
        render={
          <button type="button" aria-label={`Account or zone: ${toVisibleText(value.name)}`} />
        }
      >
        {() => (
          <span className="truncate" title={toVisibleText(`${value.name} ${value.id}`)}>
            <VisibleText text={value.name} />
          </span>
        )}
      </Combobox.TriggerValue>
      <ComboboxPanel label="Account or zone">
        <Combobox.Input placeholder="Find by name, or paste an id" />
        <Combobox.Empty>
          {failure
            ? `The list could not be read: ${toFailureWords(toFailureDetail(failure)).explanation} Paste an id of 32 characters instead.`
            : 'Nothing by that name. Paste an id of 32 characters to read it anyway.'}
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

function toPastedChoices(
  id: string,
  kinds: readonly ScopeKind[],
  listed: readonly Choice[],
): Choice[] {
  return (['account', 'zone'] as const)
    .filter((kind) => kinds.includes(kind))
    .filter((kind) => !listed.some((each) => each.id === id && each.kind === kind))
    .map((kind) => ({ kind, id, name: `Use this ${kind} id`, hint: 'pasted' }))
}
