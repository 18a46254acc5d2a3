import { useId, useState } from "react";
import type { SharedFile } from "../../../local-slack/control.ts";
import { useNames } from "../names.tsx";
import { FilePreview } from "./file-preview.tsx";
import { hasPreview, isPicture } from "./preview.ts";
import "./files.css";

/** The files of a message. */
export function Files({ files }: { readonly files: readonly SharedFile[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={file.id}>
          <FileCard file={file} />
        </li>
      ))}
    </ul>
  );
}

function FileCard({ file: { id, name, title, bytes, alt = "" } }: { readonly file: SharedFile }) {
  const { self } = useNames();
  const [isOpen, setOpen] = useState(false);
  const previewId = useId();
  const address = `/_control/file?${new URLSearchParams({ id, as: self })}`;
  const type = name.slice(name.lastIndexOf(".") + 1).toUpperCase();
  return (
    <div className="file">
      <div className="file-head">
        <span className="file-type" aria-hidden="true">
          {type.slice(0, 4)}
        </span>
        <span className="file-name">
          <strong>{title || name}</strong>
          <small>{`${type} · ${size(bytes)}`}</small>
        </span>
        {hasPreview(name) && (
          <button
            type="button"
            className="button"
            aria-expanded={isOpen}
            aria-controls={previewId}
            aria-label={`Preview of ${name}`}
            onClick={() => setOpen(!isOpen)}
          >
            Preview
          </button>
        )}
        <a className="button" href={address} download={name} aria-label={`Download ${name}`}>
          Download
        </a>
      </div>
      {isPicture(name) && <img className="file-picture" src={address} alt={alt} />}
      <div id={previewId}>{isOpen && <FilePreview address={address} name={name} />}</div>
    </div>
  );
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${amount.toLocaleString(undefined, { maximumFractionDigits: 1 })} ${unit}`;
}
