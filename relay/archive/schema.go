package archive

// version of the schema: one more with each change of it, or of what is written into it. A database of another one is made anew.
const version = 1

// schema of the database. Times are Unix milliseconds, people and visitors are numbers of their own tables.
//
//	about          of which store it is, how far it has read, and the numbers that come next
//	acquaintances  a customer with all their visitors, or a visitor who is nobody's
//	visitors       one browser; profile is a message of one wire.Profile
//	exchanges      conversations from opening to end; agents and tags as encoded by persons and strings
//	said           the words of an exchange in chunks: id is the exchange's, chunkBits to the left, and the chunk's place
//	visits, pages  what was looked at; visit is an entry with a chat.Visited
//	notes          about customers; entry is the whole one
//	blocks         all that there ever were
//
// words and names are the full-text indexes of said and acquaintances. They hold tokens alone, which this package makes (tokens.go):
// the tokenizer "ascii" takes them as they are.
const schema = `
CREATE TABLE about(
	one INTEGER PRIMARY KEY CHECK(one = 1), epoch INTEGER NOT NULL, applied INTEGER NOT NULL,
	visitor INTEGER NOT NULL, acquaintance INTEGER NOT NULL, exchange INTEGER NOT NULL, visit INTEGER NOT NULL, note INTEGER NOT NULL, block INTEGER NOT NULL);
CREATE TABLE acquaintances(
	id INTEGER PRIMARY KEY, site TEXT NOT NULL, customer TEXT NOT NULL, text TEXT NOT NULL, latest INTEGER NOT NULL, seen INTEGER NOT NULL,
	visitors INTEGER NOT NULL, exchanges INTEGER NOT NULL, opened INTEGER NOT NULL);
CREATE UNIQUE INDEX acquaintances_customer ON acquaintances(site, customer) WHERE customer <> '';
CREATE INDEX acquaintances_seen ON acquaintances(seen, id);
CREATE TABLE visitors(
	id INTEGER PRIMARY KEY, visitor TEXT NOT NULL UNIQUE, site TEXT NOT NULL, acquaintance INTEGER NOT NULL, name TEXT NOT NULL, seen INTEGER NOT NULL,
	exchanges INTEGER NOT NULL, opened INTEGER NOT NULL, visit INTEGER NOT NULL, profile BLOB NOT NULL);
CREATE INDEX visitors_acquaintance ON visitors(acquaintance, seen);
CREATE TABLE exchanges(
	id INTEGER PRIMARY KEY, visitor INTEGER NOT NULL, k INTEGER NOT NULL, first_n INTEGER NOT NULL, last_n INTEGER NOT NULL, opened INTEGER NOT NULL,
	ended INTEGER NOT NULL, said INTEGER NOT NULL, first TEXT NOT NULL, agents BLOB NOT NULL, tags BLOB NOT NULL, chunks INTEGER NOT NULL);
CREATE INDEX exchanges_visitor ON exchanges(visitor, k, id);
CREATE INDEX exchanges_opened ON exchanges(opened, id);
CREATE TABLE said(id INTEGER PRIMARY KEY, lines BLOB NOT NULL);
CREATE TABLE visits(
	id INTEGER PRIMARY KEY, visitor INTEGER NOT NULL, began INTEGER NOT NULL, ended INTEGER NOT NULL, views INTEGER NOT NULL, page_at INTEGER NOT NULL,
	visit BLOB NOT NULL);
CREATE INDEX visits_visitor ON visits(visitor, began, views);
CREATE TABLE pages(
	visit INTEGER NOT NULL, place INTEGER NOT NULL, at INTEGER NOT NULL, stayed INTEGER NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL,
	PRIMARY KEY(visit, place)) WITHOUT ROWID;
CREATE TABLE notes(id INTEGER PRIMARY KEY, visitor INTEGER NOT NULL, entry BLOB NOT NULL);
CREATE INDEX notes_visitor ON notes(visitor, id);
CREATE TABLE blocks(
	id INTEGER PRIMARY KEY, visitor INTEGER NOT NULL, entry TEXT NOT NULL, name TEXT NOT NULL, by BLOB NOT NULL, at INTEGER NOT NULL, until INTEGER NOT NULL,
	reason TEXT NOT NULL, target INTEGER NOT NULL, key TEXT NOT NULL, ended_by BLOB NOT NULL, ended_at INTEGER NOT NULL);
CREATE INDEX blocks_visitor ON blocks(visitor, id);
CREATE INDEX blocks_key ON blocks(target, key);
CREATE INDEX blocks_holding ON blocks(id) WHERE ended_at = 0;
CREATE VIRTUAL TABLE words USING fts5(text, content='', columnsize=0, detail=none, tokenize='ascii', prefix='1 2 3');
CREATE VIRTUAL TABLE names USING fts5(text, content='', columnsize=0, detail=none, tokenize='ascii', prefix='1 2 3');
`
