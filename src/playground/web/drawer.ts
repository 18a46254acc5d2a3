import { useEffect, useState } from "react";

/** The sidebar where the window is too narrow to show it always. */
export interface Drawer {
  readonly isOpen: boolean;
  toggle(): void;
  close(): void;
}

/** Opens the drawer with the focus in it; Escape closes it. */
export function useDrawer(): Drawer {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    const opener = document.activeElement;
    document.querySelector<HTMLElement>("#sidebar [aria-current]")?.focus();
    const closeOnEscape = ({ key }: KeyboardEvent) => {
      if (key === "Escape") setOpen(false);
    };
    document.addEventListener("keydown", closeOnEscape);
    return () => {
      document.removeEventListener("keydown", closeOnEscape);
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, [isOpen]);
  return { isOpen, toggle: () => setOpen(!isOpen), close: () => setOpen(false) };
}
