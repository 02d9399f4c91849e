// @ts-check

import { load, save } from "./store.js";

/**
 * @typedef {object} Order
 * @property {string} number such as "LP-204117"
 * @property {string} date such as "2025-03-14"
 * @property {string} email
 * @property {import("./basket.js").Line[]} lines
 * @property {boolean} express
 * @property {boolean} delivered
 */

/** So that a first visit to the account has something to show. @type {Order[]} */
const past = [
  {
    number: "LP-187302", date: "2025-01-22", email: "", express: false, delivered: true,
    lines: [{ id: "halo", finish: "ivory", quantity: 1 }, { id: "tertre", finish: "oak", quantity: 2 }],
  },
  {
    number: "LP-164955", date: "2024-09-03", email: "", express: false, delivered: true,
    lines: [{ id: "cigale", finish: "ink", quantity: 1 }],
  },
];

/** @returns {Order[]} newest first */
export const orders = () => [...placed(), ...past];

/** @returns {Order[]} */
function placed() {
  const stored = load("orders");
  return Array.isArray(stored) ? stored.filter((order) => Array.isArray(order?.lines)) : [];
}

/**
 * Keep an order. It has no field for the card: that is read by nobody.
 * @param {Pick<Order, "email" | "lines" | "express">} wanted
 * @param {Date} now
 * @returns {Order}
 */
export function place(wanted, now) {
  const number = `LP-${String(Math.floor(now.getTime() / 1000) % 1_000_000).padStart(6, "0")}`;
  const order = { ...wanted, number, date: now.toISOString().slice(0, 10), delivered: false };
  save("orders", [order, ...placed()].slice(0, 20));
  return order;
}
