/** The accounts of a timeline: several can be chosen, by name or by a pasted id. */
import { useState } from 'react'
import { idScopes } from '../../../catalog/scopes.ts'
import { isScopeId, type Scope } from '../../../query/log-query.ts'
import { isSameScope } from '../../../query/timeline/choose-sources.ts'
import type { NamedScope } from '../../api/list-queries.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import { toIdEnds } from '../../ui/text/id-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { CheckRow } from './check-row.tsx'
import { FindField } from './find-field.tsx'
import type { SourceDraft } from './use-source-draft.ts'

export function AccountRows({
  draft: { chosen, accounts, setAccount, setAll },
  listed,
  organizations,
  problem,
}: {
  draft: SourceDraft
  /** All accounts that can be listed. */
  listed: readonly NamedScope[]
  /** The organizations whose logs can be read. */
  organizations: readonly Scope[]
  /** Why they could not be listed. */
  problem: string | undefined
}) {
  const [typed, setTyped] = useState('')
  const text = typed.trim().toLowerCase()
  const known = [...listed, ...accounts.flatMap(toUnlisted(listed))]
  const found = known.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(text))
  const isPasted = isScopeId('account', text) && !known.some(({ id }) => id === text)
  const shown = isPasted ? [{ id: text, name: 'Use this account id' }] : found
  const all = [...listed.map(({ id }): Scope => ({ kind: 'account', id })), ...organizations]
  const isWhole = all.every((scope) => chosen.some((source) => isSameScope(source.scope, scope)))
  return (
    <fieldset className="flex min-w-0 flex-col">
      <legend className="sr-only">Accounts</legend>
      <div className="mb-1 flex h-6 items-center justify-between gap-2">
        <span aria-hidden className="font-medium">
          Accounts
        </span>
        {!isWhole && all.length > 1 && (
          <Button size="xs" variant="secondary" onClick={() => setAll(all)}>
            All I can read ({toAllWords(listed.length, organizations.length)})
          </Button>
        )}
      </div>
      <FindField
        label="Find an account"
        placeholder="Find by name, or paste an id"
        value={typed}
        onChange={setTyped}
      />
      {problem !== undefined && (
        <p className="m-0 px-1.5 py-1 text-[12px] text-kumo-strong">
          The accounts could not be listed: {problem} Paste an id instead.
        </p>
      )}
      <div className="flex max-h-40 flex-col overflow-y-auto overscroll-contain">
        {shown.map((account, at) => {
          const scope: Scope = { kind: 'account', id: account.id }
          const isChosen = accounts.some((each) => isSameScope(each, scope))
          return (
            <CheckRow
              key={account.id}
              isFirst={at === 0}
              share={isChosen ? 'all' : 'none'}
              onChange={(isOn) => {
                setAccount(scope, isOn)
                if (isPasted) setTyped('')
              }}
            >
              <span className="min-w-0 truncate" title={account.id}>
                <VisibleText text={account.name} />
              </span>
            </CheckRow>
          )
        })}
        {shown.length === 0 && problem === undefined && (
          <p className="m-0 px-1.5 py-1 text-[12px] text-kumo-strong">
            No match. Paste an account id: {idScopes.account.idForm}.
          </p>
        )}
      </div>
    </fieldset>
  )
}

/** `3 accounts, 1 organization`. */
function toAllWords(accounts: number, organizations: number): string {
  return [
    toCounted(accounts, 'account'),
    ...(organizations > 0 ? [toCounted(organizations, 'organization')] : []),
  ].join(', ')
}

function toUnlisted(listed: readonly NamedScope[]) {
  return (scope: Scope): readonly NamedScope[] =>
    'id' in scope && !listed.some(({ id }) => id === scope.id)
      ? [{ id: scope.id, name: toIdEnds(scope.id) }]
      : []
}
