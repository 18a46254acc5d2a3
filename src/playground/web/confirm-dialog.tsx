import type { Confirm } from "./block-kit/objects-shape.ts";
import { plainText, Text } from "./block-kit/text.tsx";
import { Dialog } from "./dialog.tsx";

interface ConfirmDialogProps {
  readonly confirm: Confirm;
  readonly onAnswer: (agreed: boolean) => void;
}

/** Asks before something is done, in the app's words. */
export function ConfirmDialog({ confirm, onAnswer }: ConfirmDialogProps) {
  const title = plainText(confirm.title);
  return (
    <Dialog label={title} className="confirm" onDismiss={() => onAnswer(false)}>
      <header className="dialog-header">
        <h2 className="dialog-title">{title}</h2>
      </header>
      <div className="dialog-body">
        <Text text={confirm.text} />
      </div>
      <footer>
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {plainText(confirm.deny)}
        </button>
        <button
          type="button"
          className={`button button-${confirm.style ?? "primary"}`}
          onClick={() => onAnswer(true)}
        >
          {plainText(confirm.confirm)}
        </button>
      </footer>
    </Dialog>
  );
}
