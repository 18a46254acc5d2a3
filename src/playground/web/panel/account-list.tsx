import { useEffect, useRef, useState } from "react";
import type { AccountView } from "../../desk.ts";

interface AccountListProps {
  readonly accounts: readonly AccountView[];
  readonly onChoose: (id: string) => void;
}

/** All accounts by unit, or those that fit what is searched for. */
export function AccountList({ accounts, onChoose }: AccountListProps) {
  const [letters, setLetters] = useState("");
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => search.current?.focus(), []);
  const found = accounts.filter((account) => fits(account, letters));
  const units = [...Map.groupBy(found, ({ unit }) => unit)].toSorted(([one], [other]) =>
    one.localeCompare(other),
  );
  return (
    <>
      <label className="aws-search">
        <span>Accounts</span>
        <input
          ref={search}
          type="search"
          placeholder="Name, id, unit, or what root has"
          value={letters}
          onChange={({ target }) => setLetters(target.value)}
        />
      </label>
      <div className="aws-list">
        {accounts.length > 0 && found.length === 0 && <p className="aws-none">No account fits.</p>}
        {units.map(([unit, members]) => (
          <section key={unit} aria-label={unit || "In no unit"}>
            <h3>{unit || "In no unit"}</h3>
            <ul>
              {members.map(({ id, name, standing }) => (
                <li key={id}>
                  <button type="button" className="aws-account" onClick={() => onChoose(id)}>
                    <bdi>{name}</bdi>
                    <small>{standing}</small>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

/** Whether every word is in what can be seen of the account. */
function fits({ id, name, unit, standing }: AccountView, letters: string): boolean {
  const text = `${id} ${name} ${unit} ${standing}`.toLowerCase();
  return letters
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
