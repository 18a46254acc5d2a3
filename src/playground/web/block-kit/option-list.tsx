import type { Option } from "./objects-shape.ts";
import type { Offered } from "./offered-options.ts";
import { plainText } from "./text.tsx";

interface OptionListProps {
  readonly id: string;
  readonly offered: Offered;
  /** The place of the option that Enter would take. */
  readonly active: number;
  readonly onPick: (option: Option) => void;
}

/** The list under a select. */
export function OptionList({ id, offered, active, onPick }: OptionListProps) {
  const options = offered.groups.flatMap((group) => group.options);
  return (
    <div className="menu option-list" id={id} role="listbox">
      {offered.hint && <p className="menu-hint">{offered.hint}</p>}
      {offered.groups.map((group) => (
        <div key={group.label.text} role="presentation">
          {group.label.text !== "" && <p className="menu-hint">{plainText(group.label)}</p>}
          {group.options.map((option) => {
            const at = options.indexOf(option);
            return (
              <div
                key={option.value}
                id={`${id}-${at}`}
                ref={at === active ? (line) => line?.scrollIntoView({ block: "nearest" }) : undefined}
                role="option"
                tabIndex={-1}
                aria-selected={at === active}
                className="menu-item"
                // Before the field loses the focus, which would close the list.
                onMouseDown={(event) => {
                  event.preventDefault();
                  onPick(option);
                }}
              >
                {plainText(option.text)}
                {option.description && <small>{plainText(option.description)}</small>}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
