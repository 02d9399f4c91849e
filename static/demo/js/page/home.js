// @ts-check

import { card } from "../card.js";
import { one } from "../dom.js";
import { frame } from "../frame.js";
import { t } from "../lang.js";
import { products } from "../products.js";

frame(t("home.title"));
one("[data-chosen]", HTMLUListElement).append(...products.slice(0, 4).map(card));
