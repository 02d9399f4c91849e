// @ts-check

import { one } from "../dom.js";
import { frame } from "../frame.js";
import { t } from "../lang.js";
import { orders } from "../orders.js";
import { list, sums } from "../summary.js";

const number = new URLSearchParams(location.search).get("order");
const order = orders().find((o) => o.number === number);

frame(t("thanks.title"));
one("[data-text]", HTMLParagraphElement).textContent = order
  ? t("thanks.text", { number: order.number, email: order.email })
  : t("thanks.none");
if (order) one("[data-order]", HTMLElement).append(list(order.lines), sums(order.lines, order.express));
