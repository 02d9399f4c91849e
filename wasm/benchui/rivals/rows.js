// @ts-check
// What a row shows, for all rivals: the classes, words and drawings of the console (app/console/view_thread.go, app/box).

const clock = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit" });

export const CHECK = "M5 12.500l4.500 4.500L19 7.500";
export const PAGE = "M6 3.500h8l4 4v13H6zM14 3.500v4h4";

/** @param {any} e @param {any} prev @param {any} next */
export function row(e, prev, next) {
  const said = e.kind !== "page" && e.kind !== "joined";
  const starts = !prev || prev.by.id !== e.by.id || prev.kind === "page" || prev.kind === "joined" || e.at - prev.at > 300_000;
  const mine = e.by.id === "a1";
  return {
    said, starts, time: clock.format(e.at), iso: new Date(e.at).toISOString(),
    className: said ? `row ${e.by.agent ? "ours" : "theirs"}${starts ? " starts" : ""}` : "row happened",
    avatar: `avatar hue-${mine ? 3 : 7}`, initials: e.by.name.slice(0, 2).toUpperCase(),
    name: mine ? "You" : e.by.name,
    bubble: e.kind === "text" ? "bubble" : "bubble card",
    state: mine && (!next || next.by.id !== e.by.id) ? "Sent" : "",
    happened: e.kind === "page" ? `Viewed “${e.title}”` : `${e.by.name} joined the conversation`,
  };
}

/** @param {any} e @param {string} filter */
export const lets = (e, filter) =>
  filter === "All" || (filter === "Visitor" ? e.kind === "text" && !e.by.agent : filter === "Agent" ? e.by.agent && e.kind !== "joined" : e.kind === "page" || e.kind === "joined");

/** How many rows a windowed rival keeps: as many as the console did. 0: all. */
export const ROWS = Number(new URLSearchParams(location.search).get("rows"));

/** The rows near the end. @param {any[]} list */
export const near = (list) => ROWS ? Math.max(0, list.length - ROWS) : 0;

/** What a row that was never shown counts as, px. */
export const AVERAGE = 58;

export const PANES = Number(new URLSearchParams(location.search).get("panes") ?? 1);
