// @ts-check
// How it looks. Nothing of it comes from the page, and nothing of it reaches the page.

export const css = /* css */ `
  .bar, .ask { position: fixed; left: 50%; translate: -50%; box-sizing: border-box; width: max-content; max-width: 100%; pointer-events: auto; background: canvas; color: canvastext;
    color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; box-shadow: 0 0 0 1px #868d9a, 0 8px 32px #0005; }
  .bar { top: var(--top); display: flex; flex-wrap: wrap; align-items: center; justify-content: center; gap: 4px 8px;
    padding: calc(6px + env(safe-area-inset-top)) 8px 6px; border-radius: 0 0 12px 12px; border-top: 3px solid #d93a2d; }
  .low { top: auto; bottom: 0; left: 0; translate: none; max-width: calc(100% - 92px); padding: 6px 8px calc(6px + env(safe-area-inset-bottom)); border-radius: 0 12px 0 0; }
  .ask { top: calc(var(--top) + 96px); width: min(420px, 100% - 24px); max-height: calc(100% - 108px); overflow: auto; padding: 20px; border-radius: 16px; }
  h2 { margin: 0 0 8px; font-size: 17px; }
  p { margin: 0 0 16px; overflow-wrap: anywhere; }
  .bar p { margin: 0 8px; font-weight: 600; }
  .bar button { padding: 4px 8px; }
  .part { height: 4px; margin-bottom: 4px; border-radius: 2px; background: #3d68e0; transition: width 1s linear; }
  button { min-height: 32px; padding: 4px 12px; border: 1px solid #868d9a; border-radius: 8px; background: none; color: inherit; font: inherit; cursor: pointer; }
  .go { border-color: #3d68e0; background: #3d68e0; color: #fff; }
  .ask button { min-height: 40px; margin-right: 8px; padding: 4px 20px; }
  button:focus-visible, .ask:focus-visible { outline: 3px solid #3d68e0; outline-offset: 2px; }
  @media (prefers-reduced-motion: reduce) { .part { transition: none; } }
  @media print { * { display: none; } }`;

/** In the launcher's tree: the chat's panel makes way for the bar. */
export const panel = /* css */ `
  .panel { max-height: calc(100vh - 108px - var(--bar)); }
  @media (max-width: 479.98px), (max-height: 419.98px) {
    .panel { margin-top: var(--shift); max-height: calc(var(--height, 100%) - var(--bar)); }
  }`;
