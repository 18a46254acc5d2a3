import { actionIds } from "../ids.ts";
import { newDigestForm } from "../open-digest-form.ts";
import { noticeModal } from "../views/notice.ts";
import type { Action } from "./action.ts";

const TITLE = "New digest";

/** A digest for the channel in which the button is pressed. */
export const addDigest: Action = {
  id: actionIds.digestAdd,
  kind: "modal",
  title: TITLE,
  needs: "operator",
  async load(dependencies, { user, channel, value }) {
    const scope = value === "organization" ? "" : value;
    const opened = await newDigestForm(dependencies, { user, channel, scope });
    return "form" in opened ? opened.form : noticeModal(TITLE, opened.unfit);
  },
};
