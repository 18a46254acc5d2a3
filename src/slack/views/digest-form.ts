import type { ModalView } from "@slack/types";
import type { ScopeMatch } from "../../audit/find-scope.ts";
import { digestName } from "../../domain/digest.ts";
import type { Schedule } from "../../domain/schedule.ts";
import { type Block, bold, bullets, channelSpan, code, paragraph, type Span } from "../blocks.ts";
import type { Choice } from "../choices.ts";
import { type DigestDraft, digestFields, SILENT, settingsIn } from "../digest-draft.ts";
import { choiceField, form, searchField, severalField, textField } from "../forms.ts";
import { callbackIds, searchIds } from "../ids.ts";
import { capitalized, literal } from "../text.ts";
import { zonedTime } from "../time-words.ts";
import { timeZoneChoice } from "../time-zones.ts";
import { mannerOf } from "./digest-words.ts";
import { nameOf } from "./names.ts";
import { scheduleSpans } from "./schedule-words.ts";

type Unclear = Exclude<ScopeMatch, { kind: "found" }>;
type Found = Extract<ScopeMatch, { kind: "found" }>;

const WHEN: readonly [Choice, ...Choice[]] = [
  { label: "Weekdays at 9:00", value: "weekdays" },
  { label: "Mondays at 9:00", value: "mondays" },
  { label: "The first of each month at 9:00", value: "monthly" },
  { label: "Something else, as written below", value: "cron" },
];

const HOW_MUCH: readonly [Choice, ...Choice[]] = [
  { label: "Changes only", value: "changes" },
  { label: "The full standing as well", value: "standing" },
];

const AGES: readonly [Choice, ...Choice[]] = [
  { label: "At most 1 hour", value: "1" },
  { label: "At most 6 hours", value: "6" },
  { label: "At most 24 hours", value: "24" },
];

/** The first step: when, about what, and how much; with what is unclear about the scope, where that was asked before. */
export function digestForm(draft: DigestDraft, unclear?: Unclear): ModalView {
  const { place, digestId, when, cron, timeZone, scope, content, age, isSilent } = draft;
  const { when: whenName, timeZone: zoneName, ...names } = digestFields;
  const silence = { label: "Say nothing when nothing is open and nothing has changed", value: SILENT };
  return form({
    callback: callbackIds.digest,
    title: titleOf(draft),
    submit: "Next",
    about: { place, ...(digestId !== undefined && { digestId }) },
    blocks: [
      ...(unclear ? unclearBlocks(scope, unclear) : []),
      choiceField({ name: whenName, label: "When" }, WHEN, when),
      textField(
        { name: names.cron, label: "Cron expression", hint: CRON_HINT, isOptional: true },
        { initial: cron },
      ),
      searchField(
        { name: zoneName, label: "Time zone" },
        {
          id: searchIds.timeZone,
          placeholder: "Search: Berlin, New York, UTC…",
          initial: timeZoneChoice(timeZone),
        },
      ),
      textField(
        { name: names.scope, label: "About what", hint: SCOPE_HINT, isOptional: true },
        { initial: scope },
      ),
      choiceField({ name: names.content, label: "How much" }, HOW_MUCH, content),
      choiceField({ name: names.age, label: "How old its facts may be", hint: AGE_HINT }, AGES, age),
      severalField(
        { name: names.silent, label: "Quiet", isOptional: true },
        [silence],
        isSilent ? [SILENT] : [],
      ),
    ],
  });
}

const CRON_HINT =
  "Only for something else: minute, hour, day of the month, month, day of the week. 30 8 * * 1,4 is Mondays and Thursdays at 8:30.";
const SCOPE_HINT = "Empty for the whole organization; else an account or OU by its id or name.";
const AGE_HINT = "If the last audit is older, one is made first.";

/** The second step: what was chosen, and the next times that it comes. */
export function digestSaveForm(
  draft: DigestDraft,
  {
    match,
    schedule,
    next,
    channel,
  }: {
    readonly match: Found;
    readonly schedule: Schedule;
    readonly next: readonly Date[];
    /** The one that the digest belongs to. */
    readonly channel: string;
  },
): ModalView {
  const { scope, name } = match;
  return form({
    callback: callbackIds.digestSave,
    title: titleOf(draft),
    submit: "Save",
    about: draft,
    blocks: [
      paragraph(
        bold(scope.kind === "organization" ? capitalized(name) : literal(name, 100)),
        "  ·  ",
        ...scheduleSpans(schedule),
        "  ·  ",
        channelSpan(channel),
      ),
      paragraph(capitalized(mannerOf(settingsIn(draft, { scope, schedule }))), "."),
      paragraph(bold("The next three times")),
      bullets(next.map((time) => [zonedTime(time, schedule.timeZone)])),
    ],
  });
}

function titleOf({ digestId }: DigestDraft): string {
  return digestId === undefined ? "New digest" : `Digest ${digestName(digestId)}`;
}

const NAMED = 5;

function unclearBlocks(words: string, { kind, accounts, units }: Unclear): readonly Block[] {
  const asked = bold(literal(words, 100));
  const lead: readonly Span[] =
    kind === "none"
      ? ["No account or unit is called ", asked, "."]
      : ["Several are called ", asked, ". Give the id of one:"];
  const candidates: readonly (readonly Span[])[] = [
    ...units.map(({ id, path }) => [code(id), `  ${literal(path.join(" / "), 100)}`]),
    ...accounts.map((account) => [code(account.id), `  ${nameOf(account)}`]),
  ];
  if (candidates.length === 0) return [paragraph(...lead)];
  const more = kind === "none" ? [" Nearest:"] : [];
  return [paragraph(...lead, ...more), bullets(candidates.slice(0, NAMED))];
}
