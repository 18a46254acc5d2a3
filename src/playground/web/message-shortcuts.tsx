import type { Message, Shortcut } from "../../local-slack/control.ts";
import { deliver, noticeOf } from "./connection.ts";
import { MenuButton } from "./menu-button.tsx";
import { useSurface } from "./surface.tsx";

interface MessageShortcutsProps {
  readonly shortcuts: readonly Shortcut[];
  readonly message: Message;
}

/** What the app offers to do with any message; shown when one is pointed at. */
export function MessageShortcuts({ shortcuts, message: { channel, ts } }: MessageShortcutsProps) {
  const { user, tell } = useSurface();
  const items = itemsOf(shortcuts, "message");
  if (items.length === 0) return null;

  async function use(callbackId: string) {
    tell(noticeOf(await deliver("shortcut", { user, callbackId, message: { channel, ts } })));
  }

  return (
    <div className="message-tools">
      <MenuButton
        label="More actions for this message"
        className="icon-button"
        items={items}
        onChoose={(callbackId) => void use(callbackId)}
      >
        <span aria-hidden="true">⋮</span>
      </MenuButton>
    </div>
  );
}

/** The shortcuts of one type, as a menu offers them. */
export function itemsOf(shortcuts: readonly Shortcut[], wanted: Shortcut["type"]) {
  return shortcuts
    .filter(({ type }) => type === wanted)
    .map(({ callbackId, name, description }) => ({ key: callbackId, label: name, description }));
}
