import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import "./side-pane.css";

interface SidePaneProps {
  readonly title: string;
  /** What it is the thread, the log … of. */
  readonly about: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Something beside the conversation; in a narrow window, in its place. Escape closes it. */
export function SidePane({ title, about, onClose, children }: SidePaneProps) {
  const closer = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    closer.current?.focus();
    return () => {
      // Somebody who has gone on to something else is left there.
      const isLost = document.activeElement === document.body;
      if (isLost && opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <aside className="side-pane" aria-label={title} onKeyDown={closesBy(onClose)}>
      <header className="pane-header">
        <h2>{title}</h2>
        <p>{about}</p>
        <button
          ref={closer}
          type="button"
          className="icon-button"
          aria-label={`Close: ${title}`}
          onClick={onClose}
        >
          ✕
        </button>
      </header>
      {children}
    </aside>
  );
}

/** Escape closes the pane unless something in it took the key for itself. */
function closesBy(close: () => void) {
  return (event: KeyboardEvent) => {
    const isForDialog = event.target instanceof Element && event.target.closest("dialog");
    if (event.key === "Escape" && !event.defaultPrevented && !isForDialog) close();
  };
}
