import { stringify } from "csv-stringify/sync";

/** What a file's rows have in common. */
export interface CsvShape {
  readonly columns: readonly string[];
  /** Whether the names of the columns come first. */
  readonly header: boolean;
}

/** Rows as a part of a CSV file. Spreadsheets run a cell that begins with `=`; an account's name must not. */
export function csvOf(rows: readonly object[], { columns, header }: CsvShape): string {
  return stringify([...rows], {
    columns: [...columns],
    header,
    escape_formulas: true,
    record_delimiter: "windows",
  });
}
