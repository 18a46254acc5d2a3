/** One line of an exposition. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a scrape tells, by the text format of Prometheus. */
export interface Exposition {
  /** By the name of the metric. */
  readonly types: ReadonlyMap<string, string>;
  readonly samples: readonly Sample[];
}

const HELP = /^# HELP ([a-z_]+) (\S.*)$/;
const TYPE = /^# TYPE ([a-z_]+) (counter|gauge|histogram)$/;
const SAMPLE = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/;
const LABEL = /^([a-z_]+)="((?:[^"\\\n]|\\[\\"n])*)"$/;

/**
 * Reads one strictly: each metric has help and type, then its samples, each once.
 * @throws {Error} naming the first line that is not as it has to be.
 */
export function parseExposition(text: string): Exposition {
  if (!text.endsWith("\n")) throw new Error("The last line has no end.");
  const types = new Map<string, string>();
  const samples = text.split(/^(?=# HELP )/m).flatMap((block) => samplesIn(block, types));
  const keys = samples.map(({ name, labels }) => JSON.stringify([name, labels]));
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice !== undefined) throw new Error(`A sample that is there twice: ${twice}`);
  return { types, samples };
}

/** The samples of one metric, whose type is noted. */
function samplesIn(block: string, types: Map<string, string>): readonly Sample[] {
  const [first = "", second = "", ...lines] = block.split("\n").filter(Boolean);
  const [, helped] = HELP.exec(first) ?? [];
  const [, name, type] = TYPE.exec(second) ?? [];
  if (!name || !type || name !== helped || types.has(name))
    throw new Error(`No help and type of one metric, or again: ${first} ${second}`);
  types.set(name, type);
  const samples = lines.map(sampleIn);
  const stray = samples.find((sample) => baseOf(sample.name, type) !== name);
  if (stray) throw new Error(`A sample of another metric under ${name}: ${stray.name}`);
  return samples;
}

/** The value of the one sample with that name and, among others, these labels; undefined if there is none. */
export function valueIn(
  { samples }: Exposition,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const found = samples.filter(
    (sample) =>
      sample.name === name &&
      Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  );
  if (found.length > 1) throw new Error(`${name} has several samples with ${JSON.stringify(labels)}.`);
  return found[0]?.value;
}

function sampleIn(line: string): Sample {
  const [, name, inside = "", number = ""] = SAMPLE.exec(line) ?? [];
  const value = number === "+Inf" ? Number.POSITIVE_INFINITY : Number(number);
  if (!name || Number.isNaN(value)) throw new Error(`Neither a comment nor a sample: ${line}`);
  const labels = inside === "" ? [] : inside.split(/,(?=[a-z_]+=")/).map((part) => LABEL.exec(part));
  if (labels.includes(null)) throw new Error(`A label that is none: ${line}`);
  return {
    name,
    value,
    labels: Object.fromEntries(labels.map((label) => [label?.[1] ?? "", label?.[2] ?? ""])),
  };
}

function baseOf(name: string, type: string | undefined): string {
  return type === "histogram" ? name.replace(/_(bucket|sum|count)$/, "") : name;
}
