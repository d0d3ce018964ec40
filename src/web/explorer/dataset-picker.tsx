/** Chooses the log. Each choice says what the log is for, and why it cannot be read if it cannot. */
import { Button } from '@cloudflare/kumo/components/button'
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { datasets } from '../../catalog/index.ts'
import type { ProxyStatus } from '../api/status-query.ts'

/** A menu of all datasets. */
export function DatasetPicker({
  current,
  status,
  onChoose,
}: {
  current: Dataset
  status: ProxyStatus | undefined
  onChoose: (dataset: Dataset) => void
}) {
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger
        render={
          <Button variant="ghost" size="sm" aria-label={`Log: ${current.title}`}>
            <span className="font-medium">{current.title}</span>
            <CaretDownIcon aria-hidden size={12} />
          </Button>
        }
      />
      <DropdownMenu.Content align="start" className="max-w-sm">
        {datasets.map((dataset) => {
          const state = status?.datasets.find(({ id }) => id === dataset.id)
          const isOff = state?.readable === false
          return (
            <DropdownMenu.Item
              key={dataset.id}
              disabled={isOff}
              onClick={() => onChoose(dataset)}
              className="items-start py-2"
            >
              <span className="mt-0.5 mr-2 inline-flex w-4 shrink-0">
                {dataset.id === current.id && <CheckIcon aria-hidden size={14} />}
              </span>
              <span className="flex flex-col">
                <span className="font-medium">{dataset.title}</span>
                <span className="text-[12px] text-kumo-subtle">
                  {isOff ? (state?.reason ?? 'Not readable here') : dataset.description}
                </span>
              </span>
            </DropdownMenu.Item>
          )
        })}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
