import {
  areaTitles,
  type Diagnosis,
  type DiagnosisArea,
  type DoctorReport,
  diagnosisAreas,
  type Verdict,
} from "../../domain/diagnosis.ts";
import {
  type Block,
  bold,
  channelSpan,
  context,
  divider,
  emoji,
  header,
  type Message,
  paragraph,
  person,
  preformatted,
  type Span,
} from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted } from "../count-words.ts";
import { clamped, escaped, literal, personToken } from "../text.ts";
import { duration } from "../time-words.ts";

const SIGNS: Readonly<Record<Extract<Verdict, "broken" | "warning">, string>> = {
  broken: "x",
  warning: "warning",
};

/** What the doctor found: what is to be mended first and in full, what is well in a line an area. */
export function doctorMessage(report: DoctorReport): Message {
  const of = verdictsOf(report.diagnoses);
  const troubles = [...of.broken, ...of.warning];
  const headline = headlineOf(of);
  const took = duration(report.until.getTime() - report.from.getTime());
  return {
    text: `${headline}. ${tally(of)}.`,
    // First to be shortened is what is off; then what is to be mended, from its end.
    blocks: withinBudget(troubles.length + 1, (shown) => [
      troubles.length === 0 ? paragraph(emoji("white_check_mark"), " ", bold(headline)) : header(headline),
      context(`${tally(of)}  ·  looked at in ${took}`),
      ...troubles.slice(0, shown).flatMap(troubleBlocks),
      ...leftOut(troubles.slice(shown)),
      ...(troubles.length > 0 ? [divider()] : []),
      ...diagnosisAreas.flatMap((area) => goodLine(area, of.good)),
      ...(shown > troubles.length ? offLines(of.off) : offNames(of.off)),
      context(
        "Nothing was changed by looking. In rootcheck's folder, where deploy/ is, npm run doctor says what it found of each.",
      ),
    ]),
  };
}

type ByVerdict = Readonly<Record<Verdict, readonly Diagnosis[]>>;

function verdictsOf(diagnoses: readonly Diagnosis[]): ByVerdict {
  const of = (wanted: Verdict) => diagnoses.filter(({ verdict }) => verdict === wanted);
  return { good: of("good"), off: of("off"), warning: of("warning"), broken: of("broken") };
}

function headlineOf({ broken, warning }: ByVerdict): string {
  if (broken.length > 0) return `${counted(broken.length, "thing")} to mend`;
  if (warning.length > 0) return `${counted(warning.length, "thing")} to look at`;
  return "All is set up as it has to be";
}

function tally({ good, off, warning, broken }: ByVerdict): string {
  const counts = [
    `${good.length} good`,
    `${off.length} off`,
    counted(warning.length, "warning"),
    `${broken.length} broken`,
  ];
  return counts.join(", ");
}

/** A policy may be long, and Slack draws it in full. */
const LONGEST_MEND = 2_500;
const LONGEST_SENTENCE = 600;

function troubleBlocks({ area, subject, verdict, tried, found, mend }: Diagnosis): readonly Block[] {
  if (verdict !== "broken" && verdict !== "warning") return [];
  const words = paragraph(
    ...[emoji(SIGNS[verdict]), " ", bold(`${areaTitles[area]}: `), ...named(subject, "bold"), "\n"],
    ...named(literal(found, LONGEST_SENTENCE)),
    ...(mend ? ["\n→ ", ...named(literal(mend.does, LONGEST_SENTENCE))] : []),
  );
  const text = mend?.text ? preformatted(clamped(mend.text, LONGEST_MEND)).elements : [];
  return [
    divider(),
    { ...words, elements: [...words.elements, ...text] },
    context(`Tried: ${literal(tried, LONGEST_SENTENCE)}`),
  ];
}

/** What did not fit is at least named. */
function leftOut(rest: readonly Diagnosis[]): readonly Block[] {
  if (rest.length === 0) return [];
  const names = rest.map(({ area, subject }) => `${areaTitles[area]}: ${subject}`).join("  ·  ");
  return [paragraph(bold(`And ${rest.length} more: `), clamped(names, LONGEST_SENTENCE))];
}

/** One small line of what is well in an area. */
function goodLine(area: DiagnosisArea, good: readonly Diagnosis[]): readonly Block[] {
  const subjects = good.filter((line) => line.area === area).map(({ subject }) => subject);
  return subjects.length > 0
    ? [context({ markup: `✓  ${areaTitles[area]}: ${inMarkup(subjects.join(", "))}` })]
    : [];
}

function offLines(off: readonly Diagnosis[]): readonly Block[] {
  return off.map(({ subject, found }) => context(`–  ${subject}: ${literal(found, LONGEST_SENTENCE)}`));
}

function offNames(off: readonly Diagnosis[]): readonly Block[] {
  return off.length > 0 ? [context(`–  Off: ${off.map(({ subject }) => subject).join(", ")}`)] : [];
}

/** Subjects are our own words, but for the channels and groups in them. */
function inMarkup(subjects: string): string {
  return escaped(subjects).replaceAll(new RegExp(ID, "g"), (id) =>
    /^[CG]/.test(id) ? `<#${id}>` : personToken(id),
  );
}

const ID = /\b([CGUWS](?=[A-Z0-9]*\d)[A-Z0-9]{8,})\b/;

/** Words of a line, with the people, groups and channels that it names by their ids as Slack shows them. */
function named(text: string, style?: "bold"): readonly Span[] {
  return text.split(ID).map((part, index) => {
    if (index % 2 === 0) return style ? bold(part) : part;
    return /^[CG]/.test(part) ? channelSpan(part) : person(part);
  });
}
