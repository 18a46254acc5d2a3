/** The blocks of a message with one button, and the click on it. */
const button = {
  type: "button",
  action_id: "open",
  text: { type: "plain_text", text: "Open" },
  value: "f_1",
} as const;
export const blocks = [{ type: "actions", block_id: "row", elements: [button] }] as const;
export const click = { type: "button", action_id: "open", block_id: "row" };
