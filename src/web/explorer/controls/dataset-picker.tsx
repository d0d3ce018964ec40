/** The picker of the log. Each item describes its log, or says why it cannot be read. */
import { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check'
import { ProhibitIcon } from '@phosphor-icons/react/dist/csr/Prohibit'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { datasets } from '../../../catalog/index.ts'
import { timeline } from '../../../catalog/timeline/timeline.ts'
import type { ProxyStatus } from '../../api/status-query.ts'
import { Button } from '../../ui/button.tsx'

/** A menu of the timeline over all logs, and of all logs. */
export function DatasetPicker({
  current,
  words = current.title,
  status,
  onChoose,
}: {
  current: Dataset
  /** On the button, in place of the title: how many logs a timeline has. */
  words?: string | undefined
  status: ProxyStatus | undefined
  onChoose: (dataset: Dataset) => void
}) {
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger
        render={
          <Button variant="ghost" size="md" aria-label={`Log: ${words}`}>
            <span className="font-medium">{words}</span>
            <CaretDownIcon aria-hidden size={12} />
          </Button>
        }
      />
      <DropdownMenu.Content align="start" className="max-w-sm">
        {[timeline, ...datasets].map((dataset) => {
          const state =
            dataset === timeline
              ? { readable: true, reason: findLeftOutWords(status) }
              : status?.datasets.find(({ id }) => id === dataset.id)
          const isOff = state?.readable === false
          return (
            <DropdownMenu.Item
              key={dataset.id}
              disabled={isOff}
              onClick={() => onChoose(dataset)}
              // A disabled item stays legible, because it says which permission is missing.
              className="items-start py-2 data-disabled:opacity-100"
            >
              <span className="mt-0.5 mr-2 inline-flex w-4 shrink-0">
                {isOff && <ProhibitIcon aria-hidden size={14} className="text-kumo-strong" />}
                {dataset.id === current.id && !isOff && <CheckIcon aria-hidden size={14} />}
              </span>
              <span className="flex flex-col">
                <span className={isOff ? 'text-kumo-subtle' : 'font-medium'}>{dataset.title}</span>
                {!isOff && (
                  <span className="text-[12px] text-kumo-subtle">{dataset.description}</span>
                )}
                <span className="text-[12px] text-kumo-strong">
                  {state?.reason ?? (isOff && 'Not readable here')}
                </span>
              </span>
            </DropdownMenu.Item>
          )
        })}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}

/** Which logs the timeline over all logs does not have; `undefined` for none. */
function findLeftOutWords(status: ProxyStatus | undefined): string | undefined {
  const leftOut = datasets.filter(
    ({ id }) => status?.datasets.find((state) => state.id === id)?.readable === false,
  )
  if (leftOut.length === 0) return undefined
  const logs = leftOut.map(({ shortTitle }) => shortTitle).join(', ')
  return `Does not include ${logs}. See the reasons below.`
}
