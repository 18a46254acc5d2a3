import { type KeyboardEvent, useRef, useState } from "react";
import type { OverflowShape } from "./elements-shape.ts";
import { type ElementProps, useField } from "./field.ts";
import type { Option } from "./objects-shape.ts";
import { plainText } from "./text.tsx";

/** The menu behind three dots. */
export function Overflow(props: ElementProps<OverflowShape>) {
  const { press } = useField(props);
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);

  function close() {
    setOpen(false);
    opener.current?.focus();
  }

  function choose(option: Option) {
    close();
    if (option.url) window.open(option.url, "_blank", "noreferrer");
    void press({ type: "overflow", selected_option: option });
  }

  return (
    <div className="overflow">
      <button
        ref={opener}
        type="button"
        className="button overflow-opener"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">⋮</span>
      </button>
      {isOpen && (
        <Menu
          options={props.element.options}
          onChoose={choose}
          onClose={close}
          onLeave={(target) => target !== opener.current && setOpen(false)}
        />
      )}
    </div>
  );
}

interface MenuProps {
  readonly options: readonly Option[];
  readonly onChoose: (option: Option) => void;
  readonly onClose: () => void;
  /** The focus went elsewhere. */
  readonly onLeave: (target: EventTarget | null) => void;
}

function Menu({ options, onChoose, onClose, onLeave }: MenuProps) {
  function press(event: KeyboardEvent<HTMLElement>) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key !== "Escape" && step === undefined) return;
    event.preventDefault();
    if (step === undefined) onClose();
    else moveFocus(event.currentTarget, step);
  }

  return (
    <div
      ref={reveal}
      className="menu"
      role="menu"
      tabIndex={-1}
      onKeyDown={press}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) onLeave(relatedTarget);
      }}
    >
      {options.map((option, index) => (
        <button
          key={option.value}
          ref={index === 0 ? (first) => first?.focus() : undefined}
          type="button"
          role="menuitem"
          className="menu-item"
          onClick={() => onChoose(option)}
        >
          {plainText(option.text)}
          {option.description && <small>{plainText(option.description)}</small>}
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

function moveFocus(menu: HTMLElement, step: number): void {
  const items = [...menu.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const at = items.findIndex((item) => item.matches(":focus"));
  items.at((at + step) % items.length)?.focus();
}
