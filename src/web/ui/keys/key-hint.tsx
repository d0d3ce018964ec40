/** The key that does the same as what it stands in; the accessible name is the control's part. */

export function KeyHint({ children }: { children: string }) {
  return (
    <kbd
      aria-hidden
      className="shrink-0 rounded-sm px-1 font-mono text-[11px] leading-4 text-kumo-subtle ring ring-kumo-line"
    >
      {children}
    </kbd>
  )
}
