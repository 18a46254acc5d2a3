import { type KeyboardEvent, useId, useState } from "react";
import { useNames } from "../names.tsx";
import type { SelectShape } from "./elements-shape.ts";
import { type ElementProps, useField } from "./field.ts";
import type { Option } from "./objects-shape.ts";
import { useOffered } from "./offered-options.ts";
import { OptionList } from "./option-list.tsx";
import { initialOptions, isMultiple, selectState } from "./select-state.ts";
import { plainText } from "./text.tsx";

/** Every kind of select: a field to search in, and a list that follows it. */
export function Select(props: ElementProps<SelectShape>) {
  const { element, labelledBy, describedBy } = props;
  const { chosen, take, pick, steer, options, offered, searching } = useSelect(props);
  const { letters, isOpen, active, open, close, search } = searching;
  const listId = useId();
  const isSeveral = isMultiple(element);
  const shown = isSeveral || !chosen[0] ? undefined : plainText(chosen[0].text);
  const wanted = element.placeholder ? plainText(element.placeholder) : "Choose…";
  return (
    <div className="select">
      {isSeveral && <Chips chosen={chosen} onChange={(next) => void take(next)} />}
      <input
        className={shown === undefined ? "field select-field" : "field select-field select-field-chosen"}
        role="combobox"
        autoComplete="off"
        aria-label={labelledBy === undefined ? wanted : undefined}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen && options.length > 0 ? `${listId}-${active}` : undefined}
        placeholder={shown ?? wanted}
        value={isOpen ? letters : (shown ?? "")}
        onFocus={open}
        onClick={open}
        onBlur={close}
        onChange={({ target }) => search(target.value)}
        onKeyDown={steer}
      />
      {isOpen && <OptionList id={listId} offered={offered} active={active} onPick={pick} />}
    </div>
  );
}

/** What a select holds and offers, and what the person does with it. */
function useSelect(props: ElementProps<SelectShape>) {
  const { element } = props;
  const { choose, suggest } = useField(props);
  const names = useNames();
  const [chosen, setChosen] = useState(() => initialOptions(element, names));
  const searching = useSearch();
  const { letters, isOpen, active } = searching;
  const offered = useOffered(element, { letters, isOpen, suggest });
  const options = offered.groups.flatMap((group) => group.options);

  async function take(next: readonly Option[]) {
    searching.close();
    if (await choose(selectState(element, next))) setChosen(next);
  }

  function pick(option: Option) {
    const others = chosen.filter(({ value }) => value !== option.value);
    void take(isMultiple(element) ? [...others, option] : [option]);
  }

  function steer(event: KeyboardEvent) {
    const deed = deedOf(event.key, { isOpen, count: options.length, active });
    if (!deed) return;
    event.preventDefault();
    if (deed === "close") return searching.close();
    if (deed === "pick") return options[active] && pick(options[active]);
    searching.open();
    searching.setActive(deed.active);
  }
  return { chosen, take, pick, steer, options, offered, searching };
}

/** Whether the list is open, what is searched for, and which option Enter would take. */
function useSearch() {
  const [letters, setLetters] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  return {
    letters,
    isOpen,
    active,
    setActive,
    open: () => setOpen(true),
    close() {
      setOpen(false);
      setLetters("");
      setActive(0);
    },
    search(typed: string) {
      setOpen(true);
      setLetters(typed);
      setActive(0);
    },
  };
}

interface ListState {
  readonly isOpen: boolean;
  readonly count: number;
  readonly active: number;
}

/** What a key does to the list; undefined where it does nothing. */
function deedOf(key: string, { isOpen, count, active }: ListState) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step !== undefined) return { active: isOpen ? (active + step + count) % Math.max(count, 1) : 0 };
  if (!isOpen) return undefined;
  if (key === "Enter") return "pick" as const;
  return key === "Escape" ? ("close" as const) : undefined;
}

interface ChipsProps {
  readonly chosen: readonly Option[];
  readonly onChange: (chosen: readonly Option[]) => void;
}

function Chips({ chosen, onChange }: ChipsProps) {
  return chosen.map((option) => (
    <span key={option.value} className="chip">
      {plainText(option.text)}
      <button
        type="button"
        aria-label={`Remove ${plainText(option.text)}`}
        onClick={() => onChange(chosen.filter((other) => other !== option))}
      >
        ✕
      </button>
    </span>
  ));
}
