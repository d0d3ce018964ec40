/** The forms of a row: all chosen columns, time and summary beside the drawer, or a card on a narrow page. */

/** One of the forms. */
export type RowForm = 'cells' | 'sentence' | 'card'
