import { z } from "zod";
import { presets, scheduleOf } from "../digests/schedule.ts";
import type { Scope } from "../domain/audit.ts";
import { type Digest, type DigestSettings, digestContents } from "../domain/digest.ts";
import { messageOf } from "../domain/errors.ts";
import type { Schedule } from "../domain/schedule.ts";
import { UnknownButtonError } from "./actions/unknown-button.ts";
import { type Filled, placeShape } from "./forms.ts";
import type { Faults } from "./submissions/submission.ts";

/** The choices of when; `cron` stands for an expression of one's own. */
export const whenChoices = ["weekdays", "mondays", "monthly", "cron"] as const;
/** How many hours old the facts of a digest may be. */
export const ageChoices = ["1", "6", "24"] as const;
/** What is ticked where a digest is to say nothing when all is well. */
export const SILENT = "silent";

/** The fields of the form by which a digest is made or changed. */
export const digestFields = {
  when: "when",
  cron: "cron",
  timeZone: "time_zone",
  scope: "scope",
  content: "content",
  age: "age",
  silent: "silent",
} as const;

/** What the form is about. */
const aboutShape = z.strictObject({
  /** Where it was asked for; of a new digest, the channel that it is for. */
  place: placeShape,
  /** The one that is changed; absent for a new one. */
  digestId: z.int().nonnegative().exactOptional(),
});

const chosenShape = z.object({
  when: z.enum(whenChoices),
  /** An expression of one's own, or nothing. */
  cron: z.string(),
  timeZone: z.string(),
  /** The words for a scope; none for the organization. */
  scope: z.string(),
  content: z.enum(digestContents),
  age: z.enum(ageChoices),
  isSilent: z.boolean(),
});

const draftShape = z.strictObject({ ...aboutShape.shape, ...chosenShape.shape });

/** A digest as somebody fills it in. */
export type DigestDraft = Readonly<z.infer<typeof draftShape>>;

/** A digest that nobody has filled in yet. */
export function newDraft({
  place,
  timeZone = "UTC",
  scope = "",
}: Pick<DigestDraft, "place"> & {
  readonly timeZone?: string | undefined;
  readonly scope?: string;
}): DigestDraft {
  const usual = { when: "weekdays", cron: "", content: "changes", age: "6", isSilent: false } as const;
  return { ...usual, place, timeZone, scope };
}

/** A digest as it is, to be changed. */
export function draftOf(digest: Digest, place: string): DigestDraft {
  const { id, schedule, scope, content, isSilentWhenGreen, maxAgeHours } = digest;
  const preset = whenChoices.find((choice) => choice !== "cron" && presets[choice] === schedule.cron);
  return {
    place,
    digestId: id,
    when: preset ?? "cron",
    cron: preset ? "" : schedule.cron,
    timeZone: schedule.timeZone,
    scope: scopeWords(scope),
    content,
    age: ageChoices.find((hours) => Number(hours) >= maxAgeHours) ?? "24",
    isSilent: isSilentWhenGreen,
  };
}

/** Words that stand for one scope only. */
export function scopeWords(scope: Scope): string {
  if (scope.kind === "organization") return "";
  return scope.kind === "unit" ? scope.unitId : scope.accountId;
}

/** What was filled in. @throws {UnknownButtonError} where the form is none of this release. */
export function draftIn(form: Filled): DigestDraft {
  const about = aboutShape.safeParse(form.about).data;
  const chosen = chosenShape.safeParse({
    ...Object.fromEntries(Object.entries(digestFields).map(([key, name]) => [key, form.text(name)])),
    isSilent: form.several(digestFields.silent).includes(SILENT),
  }).data;
  if (!about || !chosen) throw new UnknownButtonError();
  return { ...about, ...chosen };
}

/** What was filled in a step before. @throws {UnknownButtonError} where it was not this release that asked. */
export function draftAbout(about: unknown): DigestDraft {
  const { data } = draftShape.safeParse(about);
  if (!data) throw new UnknownButtonError();
  return data;
}

/** When it comes. @throws {ScheduleError} */
export function scheduleIn({ when, cron, timeZone }: DigestDraft, now: Date): Schedule {
  return scheduleOf({ cron: when === "cron" ? cron : presets[when], timeZone }, now);
}

/** What is wrong with when it is to come, by the field to which that belongs. */
export function faultsIn(draft: DigestDraft, now: Date): Faults {
  const { when, cron } = draft;
  const inZone = faultOf(digestFields.timeZone, () => scheduleIn({ ...draft, when: "weekdays" }, now));
  if (when !== "cron")
    return cron
      ? { ...inZone, [digestFields.cron]: "Choose “Something else” above, or leave this empty." }
      : inZone;
  if (!cron) return { ...inZone, [digestFields.cron]: "Say when, such as 30 8 * * 1,4." };
  return { ...inZone, ...faultOf(digestFields.cron, () => scheduleIn({ ...draft, timeZone: "UTC" }, now)) };
}

function faultOf(field: string, read: () => Schedule): Faults {
  try {
    read();
    return {};
  } catch (error) {
    return { [field]: messageOf(error) };
  }
}

/** What is decided by a draft, once it is known what its scope is. */
export function settingsIn(
  { content, age, isSilent }: DigestDraft,
  { scope, schedule }: { readonly scope: Scope; readonly schedule: Schedule },
): Omit<DigestSettings, "channel"> {
  return { scope, schedule, content, isSilentWhenGreen: isSilent, maxAgeHours: Number(age) };
}
