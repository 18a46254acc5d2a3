import { HORIZONTAL, roving } from "./roving.ts";

/** The two sides of an app in Slack. */
export type AppTab = "home" | "messages";

const TABS: readonly { readonly id: AppTab; readonly name: string }[] = [
  { id: "home", name: "Home" },
  { id: "messages", name: "Messages" },
];

interface AppTabsProps {
  readonly open: AppTab;
  readonly onOpen: (tab: AppTab) => void;
}

/** Leads from an app's messages to its Home and back. */
export function AppTabs({ open, onOpen }: AppTabsProps) {
  return (
    <div
      className="app-tabs"
      role="tablist"
      aria-label="The app"
      tabIndex={-1}
      onKeyDown={roving("[role=tab]", HORIZONTAL)}
    >
      {TABS.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          aria-selected={id === open}
          aria-controls="app-panel"
          tabIndex={id === open ? 0 : -1}
          onClick={() => onOpen(id)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
