/** A form for the id of an account or another scope, for a token that may list none. */
import { Input } from '@cloudflare/kumo/components/input'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { hasIds, idScopes } from '../../catalog/scopes.ts'
import { formatUrl } from '../../query/address/url-codec.ts'
import { createQuery, isScopeId } from '../../query/log-query.ts'
import { Button } from '../ui/button.tsx'

/** Opens the dataset in the scope with the typed id. */
export function AccountIdForm({ dataset }: { dataset: Dataset | undefined }) {
  const navigate = useNavigate()
  const [id, setId] = useState('')
  const kind = dataset?.scopes.map((scope) => scope.kind).find(hasIds) ?? 'account'
  const { label, pluralLabel, idForm } = idScopes[kind]
  const idLabel = `${label[0]?.toUpperCase()}${label.slice(1)} id`
  const typed = id.trim()
  const isValid = isScopeId(kind, typed)
  return (
    <form
      className="flex flex-wrap items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (isValid && dataset) {
          navigate(formatUrl(createQuery(dataset.id, { kind, id: typed })))
        }
      }}
    >
      <Input
        label={idLabel}
        description={`Where the token may not list ${pluralLabel}, paste the id of one: ${idForm}, from the address of Cloudflare’s dashboard.`}
        value={id}
        error={typed && !isValid ? `This is no ${label} id; it has to be ${idForm}.` : undefined}
        onChange={(event) => setId(event.target.value)}
        className="w-96 font-mono"
      />
      <Button type="submit" variant="primary" size="base" disabled={!isValid} className="mt-7">
        Open its {dataset?.title.toLowerCase() ?? 'audit log'}
      </Button>
    </form>
  )
}
