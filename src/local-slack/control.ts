/**
 * The control interface of local-slack: how a test or the playground's page plays the people of the
 * workspace. Every call is JSON over HTTP under `/_control/`; what a person does is delivered to the app as
 * Slack would deliver it. Shapes only: served by control-server.ts, used by tests and by playground/web.
 */

/** Somebody of the workspace. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly timeZone: string;
  readonly kind: "member" | "guest" | "bot" | "other-company" | "deactivated";
}

export interface UserGroup {
  readonly id: string;
  readonly handle: string;
  readonly members: readonly string[];
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: "public" | "private" | "dm";
  readonly members: readonly string[];
  readonly sharedWithOtherCompany: boolean;
  readonly archived: boolean;
  readonly hasBot: boolean;
}

/** One message as a client shows it; `blocks` are exactly what the app sent. */
export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  /** The author's user id. */
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly unknown[];
  /** The only person who sees it; absent for a message to everybody in the channel. */
  readonly ephemeralTo?: string;
  readonly edited: boolean;
  readonly files: readonly SharedFile[];
}

export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly bytes: number;
  /** Of a picture: what it shows, in words. */
  readonly alt?: string;
}

/** An open modal, or a Home tab; `view` is exactly what the app sent. */
export interface OpenView {
  readonly id: string;
  readonly hash: string;
  readonly user: string;
  readonly type: "modal" | "home";
  readonly view: unknown;
}

/** A way to the app beside its commands: from anywhere, or from a message. */
export interface Shortcut {
  readonly type: "global" | "message";
  readonly callbackId: string;
  readonly name: string;
  readonly description: string;
}

/** What `GET /_control/state?as=U…` answers and each event of `GET /_control/events?as=U…` (SSE) carries. */
export interface Snapshot {
  /** The time in the workspace, which may be ahead of real time; ISO 8601. */
  readonly now: string;
  readonly team: { readonly id: string; readonly name: string };
  readonly bot: { readonly userId: string; readonly name: string };
  readonly people: readonly Person[];
  readonly userGroups: readonly UserGroup[];
  readonly channels: readonly Channel[];
  /** Oldest first; only what this person may see. */
  readonly messages: readonly Message[];
  /** The person's stack of modals, topmost last. */
  readonly modals: readonly OpenView[];
  readonly home?: OpenView;
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly usageHint: string;
  }[];
  readonly shortcuts: readonly Shortcut[];
}

/** How the app took one delivery. */
export interface Delivery {
  /** `acknowledged`; `timeout` (nothing within three seconds); `refused` (another HTTP status); `unreachable`. */
  readonly outcome: "acknowledged" | "timeout" | "refused" | "unreachable";
  readonly httpStatus?: number;
  /** The body of the acknowledgement, parsed if it was JSON. */
  readonly answer?: unknown;
  /** What a Slack client would tell the person; absent when there is nothing to tell. */
  readonly notice?: string;
}

/** `POST /_control/command`: answers a Delivery. */
export interface CommandRequest {
  readonly user: string;
  readonly channel: string;
  /** As typed, with the slash: `/rootcheck account 111111111111`. */
  readonly text: string;
}

/**
 * `POST /_control/action`: a click or a choice in a message or a view; answers a Delivery. `action` is what
 * the element contributes to Slack's payload (`{type, action_id, block_id, value}`, `selected_option`, …).
 */
export interface ActionRequest {
  readonly user: string;
  readonly source: { readonly channel: string; readonly ts: string } | { readonly view: string };
  readonly action: {
    readonly type: string;
    readonly action_id: string;
    readonly block_id: string;
    readonly [key: string]: unknown;
  };
  /** The values typed into the message or view so far, in Slack's `state.values` shape. */
  readonly values?: unknown;
}

/** `POST /_control/options`: what an external select offers for the letters typed; the Delivery's `answer` has them. */
export interface OptionsRequest {
  readonly user: string;
  readonly source: ActionRequest["source"];
  readonly blockId: string;
  readonly actionId: string;
  readonly value: string;
}

/** `POST /_control/submit` and `POST /_control/close`: a modal is sent or dismissed; answers a Delivery. */
export interface ViewRequest {
  readonly user: string;
  readonly view: string;
  readonly values?: unknown;
}

/**
 * `POST /_control/home`: the person opens the app, at its Home tab unless `tab` says otherwise; answers a
 * Delivery. The direct messages with the app come into being by it.
 */
export interface HomeRequest {
  readonly user: string;
  readonly tab?: "home" | "messages";
}

/** `POST /_control/shortcut`: a global shortcut, or a message shortcut where `message` names one; answers a Delivery. */
export interface ShortcutRequest {
  readonly user: string;
  readonly callbackId: string;
  readonly message?: { readonly channel: string; readonly ts: string };
}

/**
 * `POST /_control/faults` replaces the list; each fault is used up after `times` calls of its method.
 * Three let the call take effect and keep back the answer: `dropped` cuts the connection, `broken` answers 500, and
 * `silent` leaves the caller waiting.
 */
export interface Fault {
  /** A Web API method (`chat.postMessage`), `response_url`, `upload`, or `*`. */
  readonly method: string;
  /** Only calls that name this channel, where given. */
  readonly channel?: string;
  readonly kind:
    | "http-500"
    | "rate-limited"
    | "cut"
    | "dropped"
    | "broken"
    | "silent"
    | "nonsense"
    | "half"
    | "empty"
    | "huge"
    | "slow"
    | "error";
  readonly times: number;
  /** Seconds for `rate-limited`; milliseconds for `slow`. */
  readonly wait?: number;
  /** Slack's error word for `error`. */
  readonly error?: string;
}

/** One line of `GET /_control/wire`: what crossed, oldest first; tokens are masked. `?last=100` answers the latest alone. */
export interface WireEntry {
  /** Counts from one. */
  readonly number: number;
  readonly at: string;
  readonly direction: "to-app" | "from-app";
  readonly name: string;
  readonly sent: unknown;
  readonly answered: unknown;
  /** True for a delivery that repeats an earlier one. */
  readonly repeated: boolean;
}
