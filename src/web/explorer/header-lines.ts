/** The lines of the header: as high as the width of the page says, whatever they hold. */

const line =
  'flex shrink-0 flex-wrap items-center justify-between gap-x-2 border-kumo-line border-b bg-kumo-base px-4'
const pickers = 'order-last -mx-4 h-9 w-[calc(100%+2rem)]'
// What does not fit is scrolled to.
const scroller = 'flex items-center gap-2 px-4 pb-2'

/** The pickers stand beside the name where there is room: a range with two ends takes more of it. */
export const headerLines = {
  relative: {
    line: `${line} min-[1240px]:flex-nowrap`,
    pickers: `${pickers} min-[1240px]:order-none min-[1240px]:mx-0 min-[1240px]:h-12 min-[1240px]:w-auto min-[1240px]:min-w-0 min-[1240px]:flex-1`,
    scroller: `${scroller} min-[1240px]:px-1 min-[1240px]:pb-0`,
  },
  absolute: {
    line: `${line} min-[1440px]:flex-nowrap`,
    pickers: `${pickers} min-[1440px]:order-none min-[1440px]:mx-0 min-[1440px]:h-12 min-[1440px]:w-auto min-[1440px]:min-w-0 min-[1440px]:flex-1`,
    scroller: `${scroller} min-[1440px]:px-1 min-[1440px]:pb-0`,
  },
} as const
