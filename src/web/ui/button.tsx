/**
 * The button of all screens. It looks like kumo's button, which imports 38 KB of tooltips and would delay the first
 * row. A `title` is shown by the browser.
 */
import type { ComponentProps, CSSProperties, ReactNode } from 'react'

/** The style of a button; `md` has the height and font size of a pill, between the kit’s `sm` and `base`. */
export type ButtonStyle = {
  variant: 'primary' | 'secondary' | 'ghost'
  size: 'xs' | 'sm' | 'md' | 'base'
  shape?: 'square'
  /** The color of a ghost button. */
  tone?: ButtonTone | undefined
}

/** Pressed, or the mode of a filter: include is success, exclude is danger. */
export type ButtonTone = 'pressed' | 'success' | 'danger'

const base =
  'group flex shrink-0 cursor-pointer select-none items-center border-0 font-medium focus:outline-none focus-visible:ring-2 disabled:cursor-not-allowed disabled:text-kumo-subtle'
const focusRing = 'focus:ring-kumo-focus/50 focus-visible:ring-kumo-brand'
const variants = {
  primary:
    'relative overflow-hidden bg-(--kumo-button-emphasis-bg) !text-white ring ring-(--kumo-button-emphasis-ring) focus:ring-(--kumo-button-emphasis-ring) focus-visible:ring-(--kumo-button-emphasis-ring) active:ring-(--kumo-button-emphasis-ring) disabled:opacity-50 shadow-xs',
  secondary: `${focusRing} bg-kumo-base !text-kumo-default ring not-disabled:hover:bg-kumo-tint disabled:bg-kumo-base/50 disabled:!text-kumo-default/70 ring-kumo-line data-[state=open]:bg-kumo-base shadow-xs`,
  ghost: `${focusRing} hover:bg-kumo-tint shadow-none`,
}
const tones = {
  none: 'bg-inherit text-kumo-default',
  pressed: 'bg-kumo-tint text-kumo-default',
  success: 'bg-kumo-success-tint text-kumo-success',
  danger: 'bg-kumo-danger-tint text-kumo-danger',
}
const sizes = {
  xs: 'gap-1 rounded-sm text-xs',
  sm: 'gap-1 rounded-md text-xs',
  md: 'gap-1 rounded-md text-[13px]',
  base: 'gap-1.5 rounded-lg text-base',
}
const wide = {
  xs: 'h-5 w-max px-1.5',
  sm: 'h-6.5 w-max px-2',
  md: 'h-7 w-max px-2',
  base: 'h-9 w-max px-3',
}
const square = {
  xs: 'size-3.5 justify-center p-0',
  sm: 'size-6.5 justify-center p-0',
  md: 'size-7 justify-center p-0',
  base: 'size-9 justify-center p-0',
}

/** The colors of a primary button, which kumo sets on each button, too. */
const emphasisStyle = {
  '--kumo-button-emphasis-ring': 'color-mix(in oklch, var(--color-kumo-brand), black 10%)',
  '--kumo-button-emphasis-bg': 'color-mix(in oklch, var(--color-kumo-brand), white 30%)',
  '--kumo-button-emphasis-gradient-start':
    'color-mix(in oklch, var(--color-kumo-brand), white 15%)',
  '--kumo-button-emphasis-gradient-end': 'var(--color-kumo-brand)',
} as CSSProperties

/** The classes of a style, equal to those of kumo's `buttonVariants`. */
export function toButtonClasses({ variant, size, shape, tone }: ButtonStyle): string {
  const color = variant === 'ghost' ? ` ${tones[tone ?? 'none']}` : ''
  return `${base} ${sizes[size]} ${(shape ? square : wide)[size]} ${variants[variant]}${color}`
}

/** Props of a button. */
export type ButtonProps = ComponentProps<'button'> & ButtonStyle & { icon?: ReactNode }

export function Button({
  variant,
  size,
  shape,
  tone,
  icon,
  className = '',
  children,
  ...buttonProps
}: ButtonProps) {
  const styleClasses = toButtonClasses({ variant, size, ...(shape && { shape }), tone })
  const isPrimary = variant === 'primary'
  return (
    <button
      type="button"
      style={isPrimary ? emphasisStyle : undefined}
      {...buttonProps}
      className={`${styleClasses} ${buttonProps.disabled ? 'opacity-50' : ''} ${className}`}
    >
      {isPrimary ? (
        <EmphasizedContent icon={icon}>{children}</EmphasizedContent>
      ) : (
        <>
          {icon}
          {children}
        </>
      )}
    </button>
  )
}

/** The label of a primary button above its gradient. */
function EmphasizedContent({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <>
      <span
        aria-hidden
        className="absolute inset-0 rounded-[inherit] bg-linear-to-b from-(--kumo-button-emphasis-gradient-start) to-(--kumo-button-emphasis-gradient-end) shadow-[inset_0_1px_0_0_var(--kumo-button-emphasis-bg)] group-hover:from-(--kumo-button-emphasis-bg)"
      />
      <span className="relative flex items-center gap-1.5">
        {icon}
        {children}
      </span>
    </>
  )
}
