import { type SubmitEvent, useState } from "react";
import { z } from "zod";
import type { OpenView } from "../../local-slack/control.ts";
import { Blocks } from "./block-kit/block.tsx";
import { missingInputs } from "./block-kit/missing-inputs.ts";
import { text } from "./block-kit/objects-shape.ts";
import { plainText } from "./block-kit/text.tsx";
import { deliver, noticeOf } from "./connection.ts";
import { Dialog } from "./dialog.tsx";
import { SurfaceProvider, useSurface } from "./surface.tsx";

const modal = z.object({
  title: text,
  submit: text.optional(),
  close: text.optional(),
  blocks: z.array(z.unknown()),
});

const refusal = z.object({
  response_action: z.literal("errors"),
  errors: z.record(z.string(), z.string()),
});

interface ModalProps {
  readonly open: OpenView;
  readonly user: string;
}

/** The modal on top of a person's stack, with the frame that Slack draws around it. */
export function Modal({ open, user }: ModalProps) {
  const view = modal.parse(open.view);
  const close = () => void deliver("close", { user, view: open.id });
  return (
    <Dialog label={plainText(view.title)} className="modal" onDismiss={close}>
      <SurfaceProvider user={user} source={{ view: open.id }}>
        <ModalForm view={view} viewId={open.id} onClose={close} />
      </SurfaceProvider>
    </Dialog>
  );
}

interface ModalFormProps {
  readonly view: z.infer<typeof modal>;
  readonly viewId: string;
  readonly onClose: () => void;
}

function ModalForm({ view, viewId, onClose }: ModalFormProps) {
  const { errors, sending, submit } = useSubmission(view.blocks, viewId);
  return (
    <form noValidate onSubmit={submit}>
      <header className="dialog-header">
        <h2 className="dialog-title">{plainText(view.title)}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          ✕
        </button>
      </header>
      <section className="dialog-body" aria-label={plainText(view.title)} {...{ tabIndex: 0 }}>
        <Blocks blocks={view.blocks} errors={errors} />
      </section>
      {(view.submit ?? view.close) && (
        <footer>
          <button type="button" className="button" onClick={onClose}>
            {view.close ? plainText(view.close) : "Cancel"}
          </button>
          {view.submit && (
            <button type="submit" className="button button-primary" aria-busy={sending} disabled={sending}>
              {plainText(view.submit)}
            </button>
          )}
        </footer>
      )}
    </form>
  );
}

/** Sends the modal off, and holds what was wrong with it by block id. */
function useSubmission(blocks: readonly unknown[], view: string) {
  const { user, values, tell } = useSurface();
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [sending, setSending] = useState(false);

  async function send() {
    const missing = missingInputs(blocks, values);
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    setSending(true);
    const delivery = await deliver("submit", { user, view, values });
    setSending(false);
    tell(noticeOf(delivery));
    setErrors(refusal.safeParse(delivery.answer).data?.errors ?? {});
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void send();
  }
  return { errors, sending, submit };
}
