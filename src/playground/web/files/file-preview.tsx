import { useEffect, useState } from "react";
import { placeKey } from "../block-kit/place-key.ts";
import { type Preview, previewOf, SHOWN } from "./preview.ts";
import { readHead } from "./read-head.ts";

interface FilePreviewProps {
  readonly address: string;
  readonly name: string;
}

/** The beginning of a file, fetched when somebody wants to see it. */
export function FilePreview({ address, name }: FilePreviewProps) {
  const { preview, trouble } = usePreview({ address, name });
  if (trouble !== undefined) {
    return (
      <p className="notice" role="alert">
        The file could not be read. {trouble}
      </p>
    );
  }
  if (!preview) return <p className="preview-note">Reading the file…</p>;
  return (
    <>
      <section className="preview" aria-label={`Beginning of ${name}`} {...{ tabIndex: 0 }}>
        {preview.kind === "table" ? <Rows rows={preview.rows} /> : <pre>{preview.text}</pre>}
      </section>
      {!preview.isWhole && <p className="preview-note">{partOf(preview)} Download it to see everything.</p>}
    </>
  );
}

function partOf({ kind }: Preview): string {
  if (kind === "table") return `The first ${SHOWN.rows} rows.`;
  return `The first ${(SHOWN.characters / 1000).toLocaleString()} kB.`;
}

function Rows({ rows: [head = [], ...body] }: { readonly rows: readonly (readonly string[])[] }) {
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell, column) => (
            <th key={placeKey(column)} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((cells, row) => (
          <tr key={placeKey(row)}>
            {cells.map((cell, column) => (
              <td key={placeKey(column)}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function usePreview({ address, name }: FilePreviewProps) {
  const [state, setState] = useState<{ readonly preview?: Preview; readonly trouble?: string }>({});
  useEffect(() => {
    const gone = new AbortController();
    readHead(address, gone.signal)
      .then((head) => setState({ preview: previewOf({ name, ...head }) }))
      .catch((error: unknown) => {
        if (!gone.signal.aborted) setState({ trouble: String(error) });
      });
    return () => gone.abort();
  }, [address, name]);
  return state;
}
