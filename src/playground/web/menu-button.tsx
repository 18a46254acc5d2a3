import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { roving } from "./roving.ts";

/** One thing that a menu offers. */
export interface MenuItem {
  readonly key: string;
  readonly label: string;
  readonly description?: string | undefined;
}

interface MenuButtonProps {
  readonly label: string;
  readonly className: string;
  readonly items: readonly MenuItem[];
  readonly onChoose: (key: string) => void;
  /** What is drawn on the button. */
  readonly children: ReactNode;
}

/** A button with a menu behind it; the focus comes back to the button however the menu is left. */
export function MenuButton({ label, className, items, onChoose, children }: MenuButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);

  function close() {
    setOpen(false);
    opener.current?.focus();
  }

  function choose(key: string) {
    close();
    onChoose(key);
  }

  return (
    <div className="menu-button">
      <button
        ref={opener}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && (
        <Menu
          {...{ label, items }}
          onChoose={choose}
          onClose={close}
          onLeave={(target) => target !== opener.current && setOpen(false)}
        />
      )}
    </div>
  );
}

interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly onChoose: (key: string) => void;
  readonly onClose: () => void;
  /** The focus went elsewhere. */
  readonly onLeave: (target: EventTarget | null) => void;
}

function Menu({ label, items, onChoose, onClose, onLeave }: MenuProps) {
  const move = roving("[role=menuitem]");

  function press(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== "Escape") return move(event);
    event.preventDefault();
    onClose();
  }

  return (
    <div
      ref={reveal}
      className="menu"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={press}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) onLeave(relatedTarget);
      }}
    >
      {items.map((item, index) => (
        <button
          key={item.key}
          ref={index === 0 ? (first) => first?.focus() : undefined}
          type="button"
          role="menuitem"
          className="menu-item"
          onClick={() => onChoose(item.key)}
        >
          {item.label}
          {item.description && <small>{item.description}</small>}
        </button>
      ))}
    </div>
  );
}

/** Moves a menu to where all of it can be seen. */
function reveal(menu: HTMLElement | null) {
  if (!menu) return;
  menu.classList.toggle("menu-at-end", menu.getBoundingClientRect().right > window.innerWidth);
  menu.scrollIntoView({ block: "nearest" });
}
