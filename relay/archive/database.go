package archive

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"

	"modernc.org/sqlite"
)

// Memory that SQLite may take for pages, in KB: for who writes, and for each of those who read.
const (
	writerCache = 16 << 10
	readerCache = 8 << 10
	readers     = 4 // questions answered at a time; others wait
)

// database is an open file. It has one writer, and readers that it does not disturb (WAL).
//
// What is deleted is overwritten (secure_delete), so that Forget can promise something. A commit waits for no disk: what a power cut
// takes is read from the store again.
type database struct {
	write, read *sql.DB
	made        bool          // it was not there before
	suspect     chan struct{} // capacity 1: a question found it damaged
}

// Why a database is made anew.
var (
	errDamaged = errors.New("it is damaged")
	errOther   = errors.New("it was made by another version of this program")
	errStore   = errors.New("it was made from another store")
)

// openDatabase opens the file, makes it where it is missing, and looks whether it is whole, of this schema and of that epoch.
func openDatabase(ctx context.Context, file string, epoch uint64) (*database, error) {
	db := &database{suspect: make(chan struct{}, 1)}
	var err error
	if db.write, err = connect(file, writerCache, "immediate", "journal_mode(wal)", "synchronous(normal)", "secure_delete(1)", "journal_size_limit(16777216)"); err != nil {
		return nil, err
	}
	db.write.SetMaxOpenConns(1)
	if db.read, err = connect(file, readerCache, "deferred", "query_only(1)"); err != nil {
		db.write.Close()
		return nil, err
	}
	db.read.SetMaxOpenConns(readers)
	if err := db.check(ctx, epoch); err != nil {
		db.close()
		return nil, err
	}
	return db, nil
}

func connect(file string, cache int, lock string, pragmas ...string) (*sql.DB, error) {
	file, err := filepath.Abs(file)
	if err != nil {
		return nil, err
	}
	q := url.Values{"_txlock": {lock}, "_pragma": append(pragmas, "busy_timeout(10000)", "temp_store(2)", fmt.Sprintf("cache_size(-%d)", cache))}
	at := url.URL{Scheme: "file", Path: filepath.ToSlash(file), RawQuery: q.Encode()}
	return sql.Open("sqlite", at.String())
}

// check looks at the schema, the epoch and the pages, and whether it can be written.
func (db *database) check(ctx context.Context, epoch uint64) error {
	is, err := tablesOf(ctx, db.write)
	if err == nil && is == "0" {
		db.made = true
		return db.create(ctx, epoch)
	}
	if err != nil {
		return err
	}
	if right, err := rightTables(ctx); err != nil || is != right {
		return cmp.Or(err, errOther)
	}
	if _, err := db.write.ExecContext(ctx, "UPDATE about SET one = one"); err != nil {
		return err
	}
	var of int64
	if err := db.write.QueryRowContext(ctx, "SELECT epoch FROM about").Scan(&of); errors.Is(err, sql.ErrNoRows) {
		return errDamaged
	} else if err != nil {
		return err
	}
	if uint64(of) != epoch {
		return errStore
	}
	var found string
	if err := db.write.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
		return err
	}
	if found != "ok" {
		return fmt.Errorf("%w: %s", errDamaged, found)
	}
	return nil
}

// tablesOf is the version and all that the schema made; "0" for nothing.
func tablesOf(ctx context.Context, db *sql.DB) (is string, err error) {
	err = db.QueryRowContext(ctx, `SELECT (SELECT user_version FROM pragma_user_version) ||
		coalesce((SELECT group_concat(name || sql) FROM (SELECT name, sql FROM sqlite_schema ORDER BY name)), '')`).Scan(&is)
	return is, err
}

// rightTables is tablesOf a database that has just been made.
func rightTables(ctx context.Context) (string, error) {
	mem, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return "", err
	}
	defer mem.Close()
	mem.SetMaxOpenConns(1) // each connection has a memory of its own
	db := &database{write: mem}
	if err := db.create(ctx, 0); err != nil {
		return "", err
	}
	return tablesOf(ctx, mem)
}

// create makes the tables, all or none.
func (db *database) create(ctx context.Context, epoch uint64) error {
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, schema); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO about VALUES(1, ?, 0, 1, 1, 1, 1, 1, 1)", int64(epoch)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return err
	}
	return tx.Commit()
}

func (db *database) close() {
	db.read.Close()
	db.write.Close()
}

// damaged tells whether an error means that the file cannot be relied on.
func damaged(err error) bool {
	if errors.Is(err, errDamaged) {
		return true
	}
	e, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return false
	}
	const corrupt, format, notADatabase, shortRead = 11, 24, 26, 10 | 2<<8 // SQLite's result codes
	switch code := e.Code(); code & 0xff {
	case corrupt, format, notADatabase:
		return true
	default:
		return code == shortRead
	}
}

// broken tells whether the database must be made anew for what writing it met. Statements of ours are right, so one that SQLite does
// not understand says that tables are missing; and a file that says of itself that it is only to be read is damaged, or can be replaced.
func broken(err error) bool {
	const mistake, readOnly = 1, 8
	e, ok := errors.AsType[*sqlite.Error](err)
	return damaged(err) || ok && (e.Code()&0xff == mistake || e.Code()&0xff == readOnly) || errors.Is(err, errOther) || errors.Is(err, errStore) || errors.Is(err, errAhead)
}
