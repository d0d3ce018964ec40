/** Opens a log of an account whose id is known, where the token may list none. */
import { Button } from '@cloudflare/kumo/components/button'
import { Input } from '@cloudflare/kumo/components/input'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { createQuery, isScopeId } from '../../query/log-query.ts'
import { formatUrl } from '../../query/url-codec.ts'

/** Asks for the id. */
export function AccountIdForm({ dataset }: { dataset: Dataset | undefined }) {
  const navigate = useNavigate()
  const [id, setId] = useState('')
  const typed = id.trim()
  const isValid = isScopeId(typed)
  return (
    <form
      className="flex flex-wrap items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (isValid && dataset) {
          navigate(formatUrl(createQuery(dataset.id, { kind: 'account', id: typed })))
        }
      }}
    >
      <Input
        label="Account id"
        description="Where the token may not list accounts, paste the id of one: 32 characters, from the address of Cloudflare’s dashboard."
        value={id}
        error={
          typed && !isValid ? 'An account id has 32 characters: 0 to 9 and a to f.' : undefined
        }
        onChange={(event) => setId(event.target.value)}
        className="w-96 font-mono"
      />
      <Button type="submit" variant="primary" disabled={!isValid} className="mt-7">
        Open its {dataset?.title.toLowerCase() ?? 'audit log'}
      </Button>
    </form>
  )
}
