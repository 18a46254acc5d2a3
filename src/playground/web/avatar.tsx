import mark from "./rootcheck.svg";

const HUES = [205, 265, 150, 25, 335, 180];

interface AvatarProps {
  readonly id: string;
  readonly name: string;
  readonly isApp?: boolean;
}

/** The app's mark, or a person's initials on a colour of their own. */
export function Avatar({ id, name, isApp = false }: AvatarProps) {
  if (isApp) return <img className="avatar" src={mark} alt="" />;
  const hue = HUES[[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % HUES.length];
  return (
    <span className="avatar" aria-hidden="true" style={{ background: `hsl(${hue} 38% 42%)` }}>
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(" ").map((word) => word.charAt(0).toUpperCase());
  return words.slice(0, 2).join("");
}
