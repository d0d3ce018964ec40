/** The shortcut of a control, shown inside it. It is hidden from screen readers; the control has its own name. */

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
