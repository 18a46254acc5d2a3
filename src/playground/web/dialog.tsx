import { type ReactNode, useLayoutEffect, useRef } from "react";

interface DialogProps {
  readonly label: string;
  readonly className?: string;
  /** The person wants it gone; until the owner takes it away, it stays. */
  readonly onDismiss: () => void;
  readonly children: ReactNode;
}

/** Something that must be answered first. The browser's own dialog keeps the focus in and gives it back. */
export function Dialog({ label, className = "", onDismiss, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>("form :is(input, textarea, select), footer button")?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={className}
      aria-modal="true"
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onDismiss();
      }}
      onClose={onDismiss}
    >
      {children}
    </dialog>
  );
}
