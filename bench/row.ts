/** One measured figure, as a row of the table in docs/benchmarks.md. */
export type Row = { what: string; target: string; measured: string }
