/** The editor of hours: inside or outside, the days of the week, the times and their zone. */
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { useId, useState } from 'react'
import { formatHours, parseHours } from '../../../query/local/hours.ts'
import type { FilterMode, HoursFilter } from '../../../query/log-query.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Note } from '../../ui/note.tsx'
import { SegmentedChoice } from '../../ui/segmented-choice.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import {
  createHoursDraft,
  findHoursProblem,
  type HoursDraft,
  toHoursText,
} from '../draft/hours-draft.ts'
import { type EditorExits, EditorFrame } from './editor-frame.tsx'
import { WeekdayChoice } from './weekday-choice.tsx'

const places = [
  { value: 'include' as const, words: 'Inside' },
  { value: 'exclude' as const, words: 'Outside' },
]

export function HoursEditor({
  loaded,
  from,
  exits,
  onApply,
}: {
  /** Number of loaded entries. */
  loaded: number
  from: HoursFilter
  exits: EditorExits
  onApply: (group: readonly [HoursFilter]) => void
}) {
  const [mode, setMode] = useState(from.mode)
  const [draft, setDraft] = useState(() => createHoursDraft(from.hours))
  const problemId = useId()
  const { hours } = parseHours(toHoursText(draft))
  const words = findHoursProblem(draft)
  return (
    <EditorFrame
      subject={{
        label: 'Hours',
        name: mode === 'include' ? 'hours' : 'hours.not',
        description:
          'Entries inside or outside of these times of the week. Times from evening to morning belong to the day on which they begin.',
      }}
      problem={{ id: problemId, words }}
      notes={
        <Note>
          A local filter: it applies to the {toCountText(loaded)} loaded entries, and to those still
          to be loaded.
        </Note>
      }
      exits={exits}
      onApply={
        hours && !words
          ? () => onApply([{ kind: 'hours', mode, hours: formatHours(hours) }])
          : undefined
      }
    >
      <div className="flex">
        <SegmentedChoice<FilterMode>
          legend="Inside or outside of the hours"
          segments={places}
          value={mode}
          onChange={setMode}
        />
      </div>
      <WeekdayChoice
        weekdays={draft.weekdays}
        onChange={(weekdays) => setDraft({ ...draft, weekdays })}
      />
      <TimesInput
        times={draft.times}
        problemId={words ? problemId : undefined}
        onChange={(times) => setDraft({ ...draft, times })}
      />
      <ZoneInput
        zone={draft.zone}
        problemId={words ? problemId : undefined}
        onChange={(zone) => setDraft({ ...draft, zone })}
      />
    </EditorFrame>
  )
}

const inputClass =
  'h-7 rounded-md bg-kumo-control px-2 font-mono text-[12px] text-kumo-default outline-none ring ring-kumo-line focus-visible:ring-2 focus-visible:ring-kumo-brand'

function TimesInput({
  times,
  problemId,
  onChange,
}: {
  times: HoursDraft['times']
  problemId: string | undefined
  onChange: (times: HoursDraft['times']) => void
}) {
  return (
    <div className="flex flex-col gap-1.5">
      {times.map((time, at) => (
        // Two ranges may have the same text while they are typed.
        // biome-ignore lint/suspicious/noArrayIndexKey: the inputs have no other identity.
        <div key={at} className="flex items-center gap-1.5">
          {(['from', 'to'] as const).map((end) => (
            <label key={end} className="flex items-center gap-1.5 text-[12px] text-kumo-subtle">
              {end === 'from' ? 'From' : 'to'}
              <input
                value={time[end]}
                aria-label={`${end === 'from' ? 'From' : 'To'}${times.length > 1 ? `, range ${at + 1}` : ''}`}
                aria-describedby={problemId}
                placeholder={end === 'from' ? '07:00' : '19:00'}
                autoComplete="off"
                spellCheck={false}
                className={`${inputClass} w-16 tabular-nums`}
                onChange={(event) =>
                  onChange(times.with(at, { ...time, [end]: event.target.value }))
                }
              />
            </label>
          ))}
          {times.length > 1 && (
            <IconButton
              size="sm"
              label={`Remove range ${at + 1}`}
              icon={<XIcon aria-hidden />}
              onClick={() => onChange(times.filter((_, index) => index !== at))}
            />
          )}
          {at === times.length - 1 && (
            <Button
              type="button"
              size="sm"
              variant="ghost"
              onClick={() => onChange([...times, { from: '', to: '' }])}
            >
              Add times
            </Button>
          )}
        </div>
      ))}
    </div>
  )
}

function ZoneInput({
  zone,
  problemId,
  onChange,
}: {
  zone: string
  problemId: string | undefined
  onChange: (zone: string) => void
}) {
  const listId = useId()
  return (
    <label className="flex items-center gap-1.5 text-[12px] text-kumo-subtle">
      Time zone
      <input
        value={zone}
        list={listId}
        aria-describedby={problemId}
        autoComplete="off"
        spellCheck={false}
        className={`${inputClass} min-w-0 flex-1`}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={listId}>
        {['UTC', ...Intl.supportedValuesOf('timeZone')].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  )
}
