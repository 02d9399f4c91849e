// @ts-check
// Marks the elements under an agent's pointer (control-hover.js). The recorder does not tell of it: a mirror shows them so by itself.

export const HOVER = "data-pupitre-hover";
