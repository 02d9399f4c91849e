// The rival in React 19, and the same in Preact: one component a row, which is drawn again only when its entry has changed.
import { memo, useLayoutEffect, useMemo, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { feed } from "./feed.js";
import { AVERAGE, CHECK, lets, near, PAGE, PANES, row } from "./rows.js";

const Icon = ({ d }) => <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={d} /></svg>;

function Inside({ e }) {
  switch (e.kind) {
    case "offer": return <span className="words"><span className="kind"><Icon d={PAGE} />Offer</span><a className="name" href={e.url}><bdi>{e.title}</bdi></a><span className="more">{e.text}</span><strong className="price">{e.price}</strong></span>;
    case "question": return <><span className="kind"><Icon d={PAGE} />Question</span><span className="asked" dir="auto">{e.text}</span><ul className="choices">{e.choices.map((c) => <li key={c} className="choice"><bdi>{c}</bdi></li>)}</ul></>;
  }
  return e.text;
}

const Row = memo(function Row({ e, prev, next }) {
  const r = row(e, prev, next);
  if (!r.said) return <li className={r.className}><div className="above" /><p><Icon d={PAGE} />{e.url ? <a href={e.url}><bdi>{r.happened}</bdi></a> : <span>{r.happened}</span>}<time dateTime={r.iso}>{r.time}</time></p></li>;
  return <li className={r.className}>
    <div className="above" />
    <div className="line">
      <span className={r.avatar} aria-hidden="true">{r.initials}</span>
      <div className="said">
        <div className="by">{r.starts && <><bdi className="name">{r.name}</bdi><time dateTime={r.iso}>{r.time}</time></>}</div>
        <div className={r.bubble} dir="auto"><Inside e={e} /></div>
        <div className="state">{r.state && <><Icon d={CHECK} />{r.state}</>}</div>
      </div>
    </div>
  </li>;
});

// The draft is this component's own, so that a key draws nothing else again. Preact calls what React calls onChange onInput.
function Compose() {
  const [draft, setDraft] = useState("");
  return <footer className="foot compose"><div className="field"><textarea rows={1} value={draft} onChange={(e) => setDraft(e.target.value)} onInput={(e) => setDraft(e.target.value)} /></div></footer>;
}

function Pane({ list, version }) {
  const [filter, setFilter] = useState("All");
  const box = useRef(null);
  const shown = useMemo(() => filter === "All" ? list : list.filter((e) => lets(e, filter)), [filter, version]);
  const from = near(shown);
  useLayoutEffect(() => { box.current.scrollTop = box.current.scrollHeight; }, [shown, version]);
  return <section className="talk">
    <div className="filters"><div className="choices" role="group">{["All", "Visitor", "Agent", "Actions"].map((f) => <button key={f} className="filter" aria-pressed={f === filter} onClick={() => setFilter(f)}>{f}</button>)}</div></div>
    <div className="thread"><div className="scroll" role="log" ref={box}>
      <div style={{ height: from * AVERAGE }} />
      <ol>{shown.slice(from).map((e, i) => <Row key={e.id} e={e} prev={shown[from + i - 1]} next={shown[from + i + 1]} />)}</ol>
    </div></div>
    <Compose />
  </section>;
}

const lists = Array.from({ length: 8 }, () => []);
let version = 0, set;
function App() {
  const [v, s] = useState(0);
  set = s;
  return <div className="panes">{lists.slice(0, PANES).map((l, i) => <Pane key={i} list={l} version={v} />)}</div>;
}
const root = createRoot(document.getElementById("root"));
root.render(<App />);
feed({
  page: (of, list) => { lists[of] = list; },
  add: (of, list) => { lists[of].push(...list); },
  draw: () => flushSync(() => set(++version)),
});
