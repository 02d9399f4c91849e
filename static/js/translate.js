// @ts-check
// The browser's own translator (the Translator and Language Detector APIs), where there is one. The text does not leave the
// device; the first use of two languages may load a model, which takes a while.

const api = /** @type {any} */ (globalThis);

/** Whether this browser has one at all. */
export const canTranslate = () => "Translator" in api && "LanguageDetector" in api;

/**
 * @param {string} tag @param {string} text @param {string} to
 * @param {(tag: string, status: number, body: string) => void} answered  200: the language, a line end, the translation; 204: it
 * is in that language; 0: no
 */
export async function translateHere(tag, text, to, answered) {
  try {
    const detector = await api.LanguageDetector.create();
    const [best] = await detector.detect(text);
    detector.destroy?.();
    const from = best?.detectedLanguage ?? "und";
    if (from === "und") return answered(tag, 0, "");
    if (from.split("-")[0] === to.split("-")[0]) return answered(tag, 204, "");
    const translator = await api.Translator.create({ sourceLanguage: from, targetLanguage: to });
    const words = await translator.translate(text);
    translator.destroy?.();
    answered(tag, 200, `${from}\n${words}`);
  } catch { // these languages are not there, the model could not be loaded, or the text is too long
    answered(tag, 0, "");
  }
}
