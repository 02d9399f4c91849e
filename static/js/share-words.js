// @ts-check
// What the visitor reads about their page being seen. "@" is who looks, "#" a number of seconds; lists have a place for each chat.Level.

export const words = {
  en: {
    lang: "en", allow: "Allow", refuse: "Refuse", stop: "Stop sharing", back: "Take back control", move: "Move to the other edge", bar: "Page sharing",
    left: "# s left to answer",
    ask: ["", "Allow @ to see this page?", "Allow @ to point at things on this page?", "Allow @ to control this page?"],
    means: ["",
      "They will see this page and the next ones on this site, until you stop it. Passwords and card numbers stay hidden; what you type shows as dots.",
      "You will see their pointer and what they draw. They cannot click or type.",
      "They will be able to click, type and open pages of this site; what you do yourself comes first. Passwords, card numbers and files stay out of reach. Pressing Esc twice ends it."],
    now: ["", "@ can see this page", "@ can see this page and point at things", "@ controls this page"],
  },
  fr: {
    lang: "fr", allow: "Autoriser", refuse: "Refuser", stop: "Arrêter le partage", back: "Reprendre la main", move: "Déplacer à l’autre bord", bar: "Partage de la page",
    left: "Encore # s pour répondre",
    ask: ["", "Autoriser @ à voir cette page ?", "Autoriser @ à pointer sur cette page ?", "Autoriser @ à contrôler cette page ?"],
    means: ["",
      "Cette page et les suivantes sur ce site seront visibles jusqu’à ce que vous arrêtiez. Mots de passe et numéros de carte restent masqués ; ce que vous saisissez apparaît en points.",
      "Vous verrez son pointeur et ses tracés. Ni clic ni saisie ne sont possibles.",
      "Il sera possible de cliquer, de saisir et d’ouvrir des pages de ce site à votre place ; vos propres gestes passent en premier. Mots de passe, numéros de carte et fichiers restent hors d’atteinte. Deux appuis sur Échap y mettent fin."],
    now: ["", "@ peut voir cette page", "@ peut voir cette page et y pointer", "@ contrôle cette page"],
  },
};
