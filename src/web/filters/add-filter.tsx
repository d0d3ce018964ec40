/** The button, and the key `f`, that begin a new filter: first the parameter, then its values. */
import { Button } from '@cloudflare/kumo/components/button'
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus'
import { useEffect, useState } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import type { Filter } from '../../query/log-query.ts'
import { FilterEditor } from './filter-editor.tsx'
import { Panel } from './panel.tsx'
import { ParameterList } from './parameter-list.tsx'
import { isShortcut } from './shortcut.ts'
import type { Suggestion } from './suggestion.ts'

export function AddFilter({
  dataset,
  filters,
  suggestionsFor,
  onChange,
}: {
  dataset: Dataset
  filters: readonly Filter[]
  suggestionsFor: (parameter: Parameter) => readonly Suggestion[]
  onChange: (filters: readonly Filter[]) => void
}) {
  const [isOpen, setIsOpen] = useState(false)
  const [parameter, setParameter] = useState<Parameter | undefined>()

  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (!isShortcut(event, 'f')) return
      event.preventDefault()
      setParameter(undefined)
      setIsOpen(true)
    }
    document.addEventListener('keydown', open)
    return () => document.removeEventListener('keydown', open)
  }, [])

  function toggle(next: boolean) {
    if (next) setParameter(undefined)
    setIsOpen(next)
  }

  return (
    <Popover.Root open={isOpen} onOpenChange={toggle}>
      <Popover.Trigger
        data-add-filter
        aria-keyshortcuts="f"
        render={<Button variant="secondary" size="sm" className="h-7 text-[13px]" />}
      >
        <PlusIcon size={12} aria-hidden />
        Add filter
        <kbd
          aria-hidden
          className="rounded-sm px-1 font-mono text-[11px] leading-4 text-kumo-subtle ring ring-kumo-line"
        >
          f
        </kbd>
      </Popover.Trigger>
      <Panel label="Add filter" className="w-96">
        {parameter ? (
          <FilterEditor
            dataset={dataset}
            parameter={parameter}
            filters={filters}
            suggestions={suggestionsFor(parameter)}
            onApply={(next) => {
              setIsOpen(false)
              onChange(next)
            }}
            onBack={() => setParameter(undefined)}
          />
        ) : (
          <ParameterList dataset={dataset} onChoose={setParameter} />
        )}
      </Panel>
    </Popover.Root>
  )
}
