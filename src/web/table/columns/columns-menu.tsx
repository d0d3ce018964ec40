/** The panel of all columns of a log: shows, hides, orders and finds them. */
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { CaretUpIcon } from '@phosphor-icons/react/dist/csr/CaretUp'
import { ColumnsIcon } from '@phosphor-icons/react/dist/csr/Columns'
import { type ReactNode, useId, useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { type Field, groups } from '../../../catalog/fields.ts'
import { timelineId } from '../../../catalog/timeline/timeline.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { listColumnFields, toColumnLabel } from './column-layout.ts'
import { type ColumnModel, moveColumn } from './column-model.ts'
import { useColumns } from './use-columns.ts'

/** The button of the panel, and the panel while it is open. */
export function ColumnsMenu({ dataset }: { dataset: Dataset }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        render={
          <Button
            variant="ghost"
            size="xs"
            icon={<ColumnsIcon aria-hidden />}
            // Cards have no columns.
            className="max-[699.98px]:hidden"
          >
            Columns
          </Button>
        }
      />
      {isOpen && <ColumnsPanel dataset={dataset} />}
    </Popover.Root>
  )
}

function ColumnsPanel({ dataset }: { dataset: Dataset }) {
  const { model, isArranged, reset } = useColumns(dataset)
  const [search, setSearch] = useState('')
  const shown = model.getVisibleLeafColumns().map(({ id }) => id)
  // Which columns are in the first list is fixed on opening, so that no row moves away under the pointer.
  const [listed] = useState<ReadonlySet<string>>(() => new Set(shown))
  const toOrder = ({ path }: Field) => (shown.includes(path) ? shown.indexOf(path) : shown.length)
  const fields = listColumnFields(dataset).filter((field) => matches(dataset, field, search))
  const first = fields
    .filter(({ path }) => listed.has(path))
    .sort((a, b) => toOrder(a) - toOrder(b))
  const toRow = (field: Field) => (
    <ColumnRow key={field.path} field={field} dataset={dataset} model={model} shown={shown} />
  )
  return (
    <Panel label="Columns" align="end" className="w-72">
      <div className="flex items-center gap-1 border-kumo-hairline border-b p-1.5">
        <input
          data-first-focus
          type="search"
          aria-label="Search columns"
          placeholder="Search columns"
          className="h-7 min-w-0 flex-1 rounded-md bg-kumo-control px-2 text-[12px] ring ring-kumo-line placeholder:text-kumo-subtle"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Button variant="ghost" size="xs" disabled={!isArranged} onClick={reset}>
          Reset columns
        </Button>
      </div>
      <div className="max-h-[min(28rem,60vh)] overflow-y-auto overscroll-contain p-1">
        <ColumnGroup label="Shown">{first.map(toRow)}</ColumnGroup>
        {groups.map((group) => (
          <ColumnGroup key={group} label={`${group.charAt(0).toUpperCase()}${group.slice(1)}`}>
            {fields.filter((each) => each.group === group && !listed.has(each.path)).map(toRow)}
          </ColumnGroup>
        ))}
        {fields.length === 0 && (
          <p className="px-2 py-1.5 text-kumo-subtle">No column matches “{search}”.</p>
        )}
      </div>
      <p className="border-kumo-hairline border-t px-3 py-1.5 text-[12px] text-kumo-subtle leading-4">
        While an entry is open, the table shows {dataset.id === timelineId ? 'time, log' : 'time'}{' '}
        and summary.
      </p>
    </Panel>
  )
}

/** Whether the label, the path or the description of a field contains the text; upper and lower case are the same. */
function matches(dataset: Dataset, field: Field, search: string): boolean {
  const texts = [toColumnLabel(dataset, field), field.path, field.description]
  return texts.some((text) => text.toLowerCase().includes(search.trim().toLowerCase()))
}

function ColumnGroup({ label, children }: { label: string; children: ReactNode[] }) {
  const id = useId()
  if (children.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="px-2 pt-1.5 pb-0.5 font-medium text-[11px] text-kumo-subtle leading-4">
        {label}
      </h3>
      {children}
    </section>
  )
}

function ColumnRow({
  field,
  dataset,
  model,
  shown,
}: {
  field: Field
  dataset: Dataset
  model: ColumnModel
  shown: readonly string[]
}) {
  const column = model.getColumn(field.path)
  if (!column) return null
  const label = toColumnLabel(dataset, field)
  const index = shown.indexOf(field.path)
  const isShown = index !== -1
  const moves = [
    { words: 'up', Icon: CaretUpIcon, to: index - 1 },
    { words: 'down', Icon: CaretDownIcon, to: index + 1 },
  ] as const
  return (
    <div className="group/column flex h-6 items-center rounded-md pr-1 hover:bg-kumo-tint">
      <label
        title={field.description}
        className="flex h-full min-w-0 flex-1 cursor-pointer items-center gap-2 px-2"
      >
        <input
          type="checkbox"
          className="size-3.5 shrink-0 cursor-pointer accent-kumo-brand"
          checked={isShown}
          // The last column cannot be hidden.
          disabled={isShown && shown.length === 1}
          onChange={() => column.toggleVisibility(!isShown)}
        />
        <span className="truncate">{label}</span>
      </label>
      {isShown &&
        moves.map(({ words, Icon, to }) => (
          <button
            key={words}
            type="button"
            aria-label={`Move ${label} ${words}`}
            title={`Move ${words}`}
            disabled={to < 0 || to >= shown.length}
            className="flex size-5 cursor-pointer items-center justify-center rounded opacity-0 hover:bg-kumo-recessed focus-visible:opacity-100 disabled:cursor-default disabled:text-kumo-inactive group-hover/column:opacity-100 group-focus-within/column:opacity-100 pointer-coarse:opacity-100"
            onClick={() => moveColumn(column, to)}
          >
            <Icon aria-hidden size={11} />
          </button>
        ))}
    </div>
  )
}
