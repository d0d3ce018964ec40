/**
 * A button that looks like kumo's and is there from the first paint on: kumo's own one brings the machinery of
 * its tooltips, which weighs more than everything else that the first paint needs of the kit.
 */
import type { ComponentProps, ReactNode } from 'react'

/** How a button looks; `md` is the kit’s `sm` in the height and with the letters of a pill. */
export type ButtonLook = {
  variant: 'secondary' | 'ghost'
  size: 'xs' | 'sm' | 'md'
  shape?: 'square'
}

const base =
  'group flex shrink-0 cursor-pointer select-none items-center border-0 font-medium focus:outline-none focus:ring-kumo-focus/50 focus-visible:ring-2 focus-visible:ring-kumo-brand disabled:cursor-not-allowed disabled:text-kumo-subtle'
const variants = {
  secondary:
    'bg-kumo-base !text-kumo-default ring not-disabled:hover:bg-kumo-tint disabled:bg-kumo-base/50 disabled:!text-kumo-default/70 ring-kumo-line data-[state=open]:bg-kumo-base shadow-xs',
  ghost: 'text-kumo-default hover:bg-kumo-tint shadow-none bg-inherit',
}
const sizes = {
  xs: 'gap-1 rounded-sm text-xs',
  sm: 'gap-1 rounded-md text-xs',
  md: 'gap-1 rounded-md text-[13px]',
}
const wide = { xs: 'h-5 w-max px-1.5', sm: 'h-6.5 w-max px-2', md: 'h-7 w-max px-2' }
const square = {
  xs: 'size-3.5 justify-center p-0',
  sm: 'size-6.5 justify-center p-0',
  md: 'size-7 justify-center p-0',
}

/** The classes of a look, as kumo's `buttonVariants` has them. */
export function toButtonClasses({ variant, size, shape }: ButtonLook): string {
  return `${base} ${sizes[size]} ${(shape ? square : wide)[size]} ${variants[variant]}`
}

/** Draws a button; its `title` is shown as the browser shows titles. */
export function Button({
  variant,
  size,
  shape,
  icon,
  className = '',
  children,
  ...rest
}: ComponentProps<'button'> & ButtonLook & { icon?: ReactNode }) {
  const look = toButtonClasses({ variant, size, ...(shape && { shape }) })
  return (
    <button
      type="button"
      {...rest}
      className={`${look} ${rest.disabled ? 'opacity-50' : ''} ${className}`}
    >
      {icon}
      {children}
    </button>
  )
}
