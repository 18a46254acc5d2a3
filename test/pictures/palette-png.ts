import { crc32, deflateSync, inflateSync } from "node:zlib";

/**
 * The same picture in at most 256 colours, which is a third of the size: a browser writes every pixel in full, and a
 * message has few colours. Takes the eight-bit pictures without interlacing that browsers make.
 */
export function inPalette(png: Buffer): Buffer {
  const { width, height, pixels } = decode(png);
  const { palette, indexOf } = choosePalette(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + x + 1] = indexOf.get(pixels[y * width + x] ?? 0) ?? 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, INDEXED, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flatMap(channels))),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const INDEXED = 3;
/** Bytes a pixel, by the colour type of the header: with and without transparency. */
const BYTES: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

interface Decoded {
  readonly width: number;
  readonly height: number;
  /** 0xRRGGBB, row by row. */
  readonly pixels: Uint32Array;
}

function decode(png: Buffer): Decoded {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const bytes = BYTES[png[25] ?? 0];
  if (!bytes) throw new Error(`Only pictures in full colour are taken; this is of colour type ${png[25]}.`);
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const rows = unfiltered(inflateSync(Buffer.concat(data)), { height, bytes, stride: width * bytes });
  const pixels = Uint32Array.from({ length: width * height }, (_, index) =>
    rows.readUIntBE(index * bytes, 3),
  );
  return { width, height, pixels };
}

interface Layout {
  readonly height: number;
  /** Bytes a pixel, and a row. */
  readonly bytes: number;
  readonly stride: number;
}

/** Each row says by its first byte what its others were made smaller by. */
function unfiltered(raw: Buffer, { height, bytes, stride }: Layout): Buffer {
  const rows = Buffer.alloc(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x < bytes ? 0 : (rows[at - bytes] ?? 0);
      const up = rows[at - stride] ?? 0;
      const corner = x < bytes ? 0 : (rows[at - stride - bytes] ?? 0);
      rows[at] = (raw[y * (stride + 1) + x + 1] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return rows;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 4) {
    const [a, b, c] = [left, up, corner].map((each) => Math.abs(left + up - corner - each));
    if (a === undefined || b === undefined || c === undefined) return 0;
    if (a <= b && a <= c) return left;
    return b <= c ? up : corner;
  }
  return [0, left, up, Math.floor((left + up) / 2)][filter] ?? 0;
}

/** The most frequent colours, and for each colour that occurs the nearest of them. */
function choosePalette(pixels: Uint32Array) {
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const colours = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  const palette = colours.slice(0, 256);
  const indexOf = new Map(colours.map((colour) => [colour, nearest(colour, palette)]));
  return { palette, indexOf };
}

function nearest(colour: number, palette: readonly number[]): number {
  const distances = palette.map((other) => {
    const there = channels(other);
    return channels(colour).reduce((sum, channel, index) => sum + (channel - (there[index] ?? 0)) ** 2, 0);
  });
  return distances.indexOf(Math.min(...distances));
}

function channels(colour: number): [number, number, number] {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}
