import { type ReactNode, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";

interface SheetProps {
  readonly label: string;
  readonly onClose: () => void;
  /** Is given what closes the sheet where it covers the page. */
  readonly children: (closeIfCovering: () => void) => ReactNode;
}

/** As in panel.css. */
const NARROW = "(max-width: 700px)";

/**
 * Stands beside the page, or over all of it where there is little room; then nothing behind can be reached. The
 * browser's own dialog gives the focus back to where it was.
 */
export function Sheet({ label, onClose, children }: SheetProps) {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (matchMedia(NARROW).matches) dialog?.showModal();
    else dialog?.show();
    return () => dialog?.close();
  }, []);
  const closeIfCovering = () => {
    if (ref.current?.matches(":modal")) onClose();
  };
  return createPortal(
    <dialog
      ref={ref}
      className="aws-panel"
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        // The browser closes only what covers the page by itself.
        if (event.key === "Escape") onClose();
      }}
    >
      <header>
        <h2>{label}</h2>
        <button type="button" className="icon-button" aria-label={`Close ${label}`} onClick={onClose}>
          ✕
        </button>
      </header>
      {children(closeIfCovering)}
    </dialog>,
    document.body,
  );
}
