import { useState } from "react";

/** Who the visitor is and which channel is open; kept in the address, so that a reload changes nothing. */
export interface Place {
  readonly user: string;
  readonly channel: string;
}

/** The place in the address, or else the one to begin with, and how to go elsewhere. */
export function usePlace(opening: Place): [Place, (place: Place) => void] {
  const [place, setPlace] = useState(() => {
    const address = new URLSearchParams(location.hash.slice(1));
    return { user: address.get("as") ?? opening.user, channel: address.get("in") ?? opening.channel };
  });
  return [
    place,
    (next) => {
      setPlace(next);
      history.replaceState(null, "", `#${new URLSearchParams({ as: next.user, in: next.channel })}`);
    },
  ];
}
