import { parse } from "csv-parse/browser/esm/sync";

/** The beginning of a file, in the form in which it can be read. */
export type Preview =
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[]; readonly isWhole: boolean }
  | { readonly kind: "text"; readonly text: string; readonly isWhole: boolean };

/** How much of a file is shown: rows under the heading, or characters. */
export const SHOWN = { rows: 50, characters: 20_000 } as const;

interface Head {
  readonly name: string;
  /** The file's text, or as much of it as was read. */
  readonly text: string;
  readonly isWhole: boolean;
}

/** Whether there is something to show of a file with this name. */
export function hasPreview(name: string): boolean {
  return /\.(csv|json|txt|md)$/i.test(name);
}

/** Whether a file of this name is shown as what it is. */
export function isPicture(name: string): boolean {
  return /\.(png|jpe?g|gif)$/i.test(name);
}

/** What to show of a file. */
export function previewOf({ name, text, isWhole }: Head): Preview {
  if (/\.csv$/i.test(name)) return table({ text, isWhole });
  const shown = /\.json$/i.test(name) && isWhole ? pretty(text) : text;
  const isAll = isWhole && shown.length <= SHOWN.characters;
  return { kind: "text", text: shown.slice(0, SHOWN.characters), isWhole: isAll };
}

function table({ text, isWhole }: Omit<Head, "name">): Preview {
  // A row that was cut off while reading is left out, and so is one that is no CSV.
  const read = isWhole ? text : text.slice(0, text.lastIndexOf("\n") + 1);
  const rows: string[][] = parse(read, {
    bom: true,
    to: SHOWN.rows + 2,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
  });
  const shown = rows.slice(0, SHOWN.rows + 1);
  return { kind: "table", rows: shown, isWhole: isWhole && rows.length === shown.length };
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Called JSON and not JSON: it is shown as it is.
    return text;
  }
}
