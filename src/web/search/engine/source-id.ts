/** Names one source of a search: a dataset in one scope. A search has one source so far. */

/** The id of a source, unique within its search. */
export type SourceId = string

/** The id of the source of a search that has only one. */
export const onlySource: SourceId = '0'
