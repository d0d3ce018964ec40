/** Everything that an entry holds, by group, in the words of the catalog. */

import { Button } from '@cloudflare/kumo/components/button'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight'
import { useMemo, useState } from 'react'
import type { Field, Group } from '../../catalog/fields.ts'
import type { EntryView } from './entry-view.ts'
import { FieldTable } from './field-table.tsx'
import { listFields } from './list-fields.ts'

const headings: Record<Group, string> = {
  action: 'Action',
  actor: 'Actor',
  resource: 'Resource',
  request: 'Request',
  zone: 'Zone',
  account: 'Account',
  change: 'What was sent and changed',
  entry: 'Entry',
  time: 'Time',
}

/** Draws the declared fields, then what the catalog does not know, then what is not recorded. */
export function OverviewPanel({ entry, view }: { entry: unknown; view: EntryView }) {
  const { groups, missing, others } = useMemo(
    () => listFields(view.dataset, entry),
    [view.dataset, entry],
  )
  return (
    <div className="flex flex-col gap-4">
      {groups.map(({ group, fields }) => (
        <FieldTable key={group} heading={headings[group]} fields={fields} view={view} />
      ))}
      <FieldTable heading="Other fields" fields={others} view={view} />
      {missing.length > 0 && <MissingFields fields={missing} />}
    </div>
  )
}

function MissingFields({ fields }: { fields: readonly Field[] }) {
  const [isOpen, setOpen] = useState(false)
  const Icon = isOpen ? CaretDownIcon : CaretRightIcon
  const count = `${fields.length} ${fields.length === 1 ? 'field' : 'fields'} not recorded`
  return (
    <section>
      <Button
        size="sm"
        variant="ghost"
        aria-expanded={isOpen}
        icon={<Icon aria-hidden />}
        onClick={() => setOpen(!isOpen)}
      >
        {count}
      </Button>
      {isOpen && (
        <dl className="mt-1">
          {fields.map(({ path, label, description }) => (
            <div key={path} className="grid grid-cols-[116px_minmax(0,1fr)] gap-x-3 px-2 py-1">
              <dt className="text-kumo-subtle" title={description}>
                {label}
              </dt>
              <dd className="text-kumo-subtle italic">not recorded</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
