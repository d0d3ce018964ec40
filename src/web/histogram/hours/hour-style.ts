/** The colors of the heat map: without entries, and four steps of equal distance. The lightest has a contrast of 3 : 1. */
export const levelClasses = [
  'bg-kumo-recessed',
  'bg-[light-dark(oklch(63%_0.15_255),oklch(52%_0.14_255))]',
  'bg-[light-dark(oklch(55%_0.17_258),oklch(65%_0.14_255))]',
  'bg-[light-dark(oklch(43%_0.17_262),oklch(78%_0.1_250))]',
  'bg-[light-dark(oklch(30%_0.13_264),oklch(92%_0.05_245))]',
] as const
