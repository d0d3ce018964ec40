/** The lines of the header: as high as the width of the page says, whatever they hold. */

const line =
  'relative z-41 flex shrink-0 flex-wrap items-center justify-between gap-x-2 border-kumo-line border-b bg-kumo-base px-4'
// What does not fit is scrolled to.
const pickers =
  'order-last -mx-4 flex h-9 w-[calc(100%+2rem)] items-center gap-2 overflow-x-auto overflow-y-hidden px-4 pb-2 [scrollbar-width:none]'

/** The pickers stand beside the name where there is room: a range with two ends takes more of it. */
export const headerLines = {
  relative: {
    line: `${line} min-[1240px]:flex-nowrap`,
    pickers: `${pickers} min-[1240px]:order-none min-[1240px]:mx-0 min-[1240px]:h-12 min-[1240px]:w-auto min-[1240px]:min-w-0 min-[1240px]:flex-1 min-[1240px]:px-1 min-[1240px]:pb-0`,
  },
  absolute: {
    line: `${line} min-[1440px]:flex-nowrap`,
    pickers: `${pickers} min-[1440px]:order-none min-[1440px]:mx-0 min-[1440px]:h-12 min-[1440px]:w-auto min-[1440px]:min-w-0 min-[1440px]:flex-1 min-[1440px]:px-1 min-[1440px]:pb-0`,
  },
} as const
