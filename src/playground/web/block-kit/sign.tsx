import type { ReactNode } from "react";

/** The signs of states, drawn here because not every machine has a font with emoji in it. */
const SIGNS: Readonly<Record<string, ReactNode>> = {
  red_circle: circle("#dd2e44"),
  large_orange_circle: circle("#f4900c"),
  large_yellow_circle: circle("#fdcb58"),
  large_blue_circle: circle("#55acee"),
  large_green_circle: circle("#78b159"),
  large_purple_circle: circle("#aa8ed6"),
  black_circle: circle("#31373d"),
  white_circle: <circle cx="10" cy="10" r="7.75" fill="#e6e7e8" stroke="#99a1a8" strokeWidth="1.5" />,
  white_check_mark: (
    <>
      <rect x="1" y="1" width="18" height="18" rx="4" fill="#77b255" />
      {stroke("m5 10.5 3.4 3.6L15 6", "#fff")}
    </>
  ),
  heavy_minus_sign: stroke("M3.5 10h13", "#7c8288"),
  heavy_plus_sign: stroke("M3.5 10h13M10 3.5v13", "#7c8288"),
  x: stroke("m4.5 4.5 11 11m0-11-11 11", "#dd2e44"),
  grey_question: questionMark("#99a1a8"),
  question: questionMark("#dd2e44"),
  warning: (
    <>
      <path d="M10 1.8 19 18H1z" fill="#ffcc4d" stroke="#ffcc4d" strokeLinejoin="round" strokeWidth="1.5" />
      {stroke("M10 7.5v4.5m0 3v.1", "#31373d")}
    </>
  ),
  lock: (
    <>
      <path d="M6 9V6.5a4 4 0 0 1 8 0V9" fill="none" stroke="#99a1a8" strokeWidth="2.2" />
      <rect x="3" y="8.5" width="14" height="10" rx="2" fill="#ffac33" />
    </>
  ),
  hourglass: hourglass("M5.5 16.5 10 12.5l4.5 4z"),
  hourglass_flowing_sand: hourglass("M6.5 5h7L10 9z"),
  bust_in_silhouette: (
    <>
      <circle cx="10" cy="6.5" r="4.5" fill="#5a6f80" />
      <path d="M2 19c0-4.5 3.5-7 8-7s8 2.5 8 7z" fill="#5a6f80" />
    </>
  ),
};

/** The picture of an emoji; undefined for those that are left to the font. */
export function signOf(name: string): ReactNode | undefined {
  const sign = SIGNS[name];
  return (
    sign && (
      <svg viewBox="0 0 20 20" aria-hidden="true">
        {sign}
      </svg>
    )
  );
}

function circle(color: string) {
  return <circle cx="10" cy="10" r="9" fill={color} />;
}

function stroke(path: string, color: string) {
  return (
    <path
      d={path}
      fill="none"
      stroke={color}
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth="2.6"
    />
  );
}

function questionMark(color: string) {
  return stroke("M6.3 6.5C6.3 1.2 14 1.5 14 6.3c0 3-4 3.2-4 6.2m0 4.400v.1", color);
}

function hourglass(sand: string) {
  return (
    <>
      <path d={sand} fill="#ffac33" />
      {stroke(
        "M4 2h12M4 18h12M5.5 2.5c0 4 4.5 5 4.5 7.5s-4.5 3.5-4.5 7.5m9-15c0 4-4.5 5-4.5 7.5s4.5 3.5 4.5 7.5",
        "#7c8288",
      )}
    </>
  );
}
