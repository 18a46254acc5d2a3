import type {
  ActionRequest,
  Channel,
  CommandRequest,
  Delivery,
  Fault,
  HomeRequest,
  Message,
  OptionsRequest,
  ShortcutRequest,
  Snapshot,
  UserGroup,
  ViewRequest,
  WireEntry,
} from "./control.ts";
import type {
  AdvanceRequest,
  ChannelChange,
  DeliverToRequest,
  DisconnectRequest,
  MessageRequest,
  UserGroupChange,
} from "./control-setting.ts";

/** The control interface as functions, for whoever plays the people: tests and the playground's page. */
export interface ControlClient {
  state(user: string): Promise<Snapshot>;
  /** The person's view now and after every change, until the signal aborts. */
  snapshots(user: string, signal?: AbortSignal): AsyncGenerator<Snapshot>;
  /** The first view of this person in which `wanted` is true. */
  until(user: string, wanted: (snapshot: Snapshot) => boolean): Promise<Snapshot>;
  wire(): Promise<readonly WireEntry[]>;
  /** The bytes of an uploaded file that this person may see. */
  file(id: string, user: string): Promise<Uint8Array>;
  command(request: CommandRequest): Promise<Delivery>;
  /** Somebody says something. */
  message(request: MessageRequest): Promise<Message>;
  action(request: ActionRequest): Promise<Delivery>;
  options(request: OptionsRequest): Promise<Delivery>;
  submit(request: ViewRequest): Promise<Delivery>;
  close(request: ViewRequest): Promise<Delivery>;
  home(request: HomeRequest): Promise<Delivery>;
  shortcut(request: ShortcutRequest): Promise<Delivery>;
  /** Sends the latest delivery again. */
  redeliver(): Promise<Delivery>;
  faults(faults: readonly Fault[]): Promise<void>;
  /** How many calls met a fault of which kind, and how many deliveries were `delayed` or `repeated`. */
  faultHits(): Promise<Readonly<Record<string, number>>>;
  deliverTo(request: DeliverToRequest): Promise<Delivery>;
  disconnect(request: DisconnectRequest): Promise<void>;
  advance(request: AdvanceRequest): Promise<void>;
  channel(change: ChannelChange): Promise<Channel>;
  userGroup(change: UserGroupChange): Promise<UserGroup>;
}

/** Speaks to the local Slack at `url`; a refusal is thrown with the sentence that it came with. */
export function createControlClient(url: string): ControlClient {
  const base = `${url}/_control`;

  async function read(path: string, init?: RequestInit): Promise<Response> {
    const response = await fetch(`${base}/${path}`, init);
    if (response.ok) return response;
    throw new Error(`local-slack answered ${response.status} to ${path}: ${await response.text()}`);
  }

  /** The answers are local-slack's own, so their shape is taken on trust. */
  async function get<Answer>(path: string): Promise<Answer> {
    return (await (await read(path)).json()) as Answer;
  }

  function post<Request, Answer = Delivery>(path: string): (request: Request) => Promise<Answer> {
    const headers = { "content-type": "application/json" };
    return async (request) => {
      const response = await read(path, { method: "POST", headers, body: JSON.stringify(request ?? null) });
      return (await response.json()) as Answer;
    };
  }

  async function* snapshots(user: string, signal?: AbortSignal): AsyncGenerator<Snapshot> {
    const response = await read(`events?as=${user}`, signal ? { signal } : {});
    if (!response.body) return;
    let buffered = "";
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const events = (buffered + text).split("\n\n");
      buffered = events.pop() ?? "";
      for (const event of events) yield JSON.parse(event.replace(/^data: /, "")) as Snapshot;
    }
  }

  async function until(user: string, wanted: (snapshot: Snapshot) => boolean): Promise<Snapshot> {
    for await (const snapshot of snapshots(user)) if (wanted(snapshot)) return snapshot;
    throw new Error("local-slack was closed before what was waited for came about");
  }

  return {
    state: (user) => get(`state?as=${user}`),
    snapshots,
    until,
    wire: () => get("wire"),
    file: async (id, user) => new Uint8Array(await (await read(`file?id=${id}&as=${user}`)).arrayBuffer()),
    command: post("command"),
    message: post("message"),
    action: post("action"),
    options: post("options"),
    submit: post("submit"),
    close: post("close"),
    home: post("home"),
    shortcut: post("shortcut"),
    redeliver: () => post<null>("redeliver")(null),
    faults: post("faults"),
    faultHits: () => get("fault-hits"),
    deliverTo: post("deliver-to"),
    disconnect: post("disconnect"),
    advance: post("advance"),
    channel: post("channel"),
    userGroup: post("user-group"),
  };
}
