/** The button, and the key `s`, that save the present query under a name in this browser. */
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { BookmarkSimpleIcon } from '@phosphor-icons/react/dist/csr/BookmarkSimple'
import { useState } from 'react'
import { findParameter, getDataset } from '../../../catalog/index.ts'
import { formatUrl } from '../../../query/address/url-codec.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { findStarter, type Starter } from '../../../query/starters/starter.ts'
import { starters } from '../../../query/starters/starters.ts'
import { formatRange } from '../../../query/time/time-range.ts'
import { toFilterWords, toShortText } from '../../filters/draft/filter-words.ts'
import { useCommand } from '../../first-load/use-command.ts'
import { SavedForm } from '../../saved/saved-form.tsx'
import { parseSavedAddress, type SavedQuery, toFreeName } from '../../saved/saved-query.ts'
import { changeSaved, useSaved } from '../../saved/saved-store.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Link } from '../../ui/links/link.tsx'
import { Panel } from '../../ui/panel.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'

export function SaveButton({ query }: { query: LogQuery }) {
  const [isOpen, setIsOpen] = useState(false)
  /** A name that was typed before its field was loaded. */
  const [name, setName] = useState<string>()
  const { queries } = useSaved()
  const address = formatUrl(query)
  const saved = queries.find((query) => query.address === address)

  useCommand('save-query', (typed) => {
    setName(typed === '' ? undefined : typed)
    setIsOpen(true)
  })

  function toggle(next: boolean) {
    setName(undefined)
    setIsOpen(next)
  }

  return (
    <Popover.Root open={isOpen} onOpenChange={toggle}>
      <Popover.Trigger
        render={
          <IconButton
            size="sm"
            aria-keyshortcuts="s"
            shortcut="s"
            label={saved ? 'Save, this query is saved' : 'Save this query'}
            icon={<BookmarkSimpleIcon size={14} aria-hidden weight={saved ? 'fill' : 'regular'} />}
          />
        }
      />
      <Panel label="Save this query" className="w-80 gap-3 p-3" align="end">
        {saved && (
          <p>
            Saved as “<VisibleText text={saved.name} />
            ”. Another name keeps it twice.
          </p>
        )}
        <SaveForm
          query={query}
          queries={queries}
          address={address}
          name={name}
          onDone={() => setIsOpen(false)}
        />
        <p className="text-[12px] text-kumo-subtle leading-4">
          {query.timeRange.kind === 'relative'
            ? 'The range stays relative. '
            : 'The times stay fixed. '}
          <Link to="/saved" className="text-kumo-link underline">
            All queries and templates
          </Link>
        </p>
      </Panel>
    </Popover.Root>
  )
}

function SaveForm({
  query,
  queries,
  address,
  name: typed,
  onDone,
}: {
  query: LogQuery
  queries: readonly SavedQuery[]
  address: string
  /** A typed name, used instead of the proposed one. */
  name: string | undefined
  onDone: () => void
}) {
  const name = typed ?? toFreeName(toQueryName(query, findStarter(query, starters)), queries)

  function save(named: Pick<SavedQuery, 'name' | 'note'>): string | undefined {
    const checked = parseSavedAddress(address)
    if ('problem' in checked) return checked.problem
    const problem = changeSaved((all) => [{ ...named, address: checked.address }, ...all])
    if (!problem) onDone()
    return problem
  }

  return (
    <SavedForm
      label="Save this query"
      initial={{ name, note: '' }}
      isNameTyped={typed !== undefined}
      others={queries}
      action="Save"
      onSave={save}
    />
  )
}

/** Maximum length of a proposed name, in characters; the user can type a better one. */
const maxProposalLength = 60

/** Proposes a name for a query: the starter's title, or the first filters and the range. */
function toQueryName(query: LogQuery, starter: Starter | undefined): string {
  if (starter) return starter.title
  const dataset = getDataset(query.dataset)
  const filters = query.filters
    .slice(0, 2)
    .map((filter) => toFilterWords(filter, findParameter(dataset, filter.parameter)).sentence)
  const { timeRange } = query
  const time = timeRange.kind === 'relative' ? [formatRange(timeRange.range)] : []
  const words = [...(filters.length > 0 ? filters : [dataset.shortTitle]), ...time].join(', ')
  return toShortText(words.replace(/\p{C}/gu, ''), maxProposalLength)
}
