import { placeKey } from "./place-key.ts";
import { RichText } from "./rich-text.tsx";
import type { Cell, TableShape } from "./table-shape.ts";

/** A table; what stands in a raw cell is text and nothing else. */
export function Table({ table: { caption, column_settings, rows } }: { readonly table: TableShape }) {
  const [head = [], ...body] = rows;
  const align = (column: number) => ({ textAlign: column_settings[column]?.align ?? "left" });
  return (
    <div className="table">
      <table>
        {caption !== undefined && <caption>{caption}</caption>}
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={placeKey(column)} scope="col" style={align(column)}>
                <CellView cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((cells, row) => (
            <tr key={placeKey(row)}>
              {cells.map((cell, column) => (
                <td key={placeKey(column)} style={align(column)}>
                  <CellView cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CellView({ cell }: { readonly cell: Cell }) {
  if (cell.type === "rich_text") return <RichText parts={cell.elements} />;
  if (cell.type === "raw_text") return cell.text;
  return cell.text ?? cell.value.toLocaleString();
}
