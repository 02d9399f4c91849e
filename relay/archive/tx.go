package archive

import (
	"context"
	"database/sql"
	"errors"
)

// tx is a transaction that prepares each statement once.
type tx struct {
	ctx   context.Context
	tx    *sql.Tx
	stmts map[string]*sql.Stmt
}

func begin(ctx context.Context, db *sql.DB, readOnly bool) (tx, error) {
	t, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: readOnly})
	return tx{ctx, t, map[string]*sql.Stmt{}}, err
}

func (t tx) prepared(query string) (*sql.Stmt, error) {
	if s := t.stmts[query]; s != nil {
		return s, nil
	}
	s, err := t.tx.PrepareContext(t.ctx, query)
	if err == nil {
		t.stmts[query] = s
	}
	return s, err
}

func (t tx) exec(query string, args ...any) error {
	s, err := t.prepared(query)
	if err == nil {
		_, err = s.ExecContext(t.ctx, args...)
	}
	return err
}

// one reads a row into the places; false if there is none.
func (t tx) one(places []any, query string, args ...any) (bool, error) {
	s, err := t.prepared(query)
	if err != nil {
		return false, err
	}
	err = s.QueryRowContext(t.ctx, args...).Scan(places...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// each calls fn with each row, which it scans, until fn has enough.
func (t tx) each(fn func(*sql.Rows) (enough bool, err error), query string, args ...any) error {
	s, err := t.prepared(query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(t.ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if enough, err := fn(rows); enough || err != nil {
			return err
		}
	}
	return rows.Err()
}

// view is the database as it was at one moment.
type view struct{ tx }

// view calls fn with a view. The error is fn's or SQLite's.
func (db *database) view(ctx context.Context, fn func(view) error) error {
	t, err := begin(ctx, db.read, true)
	if err != nil {
		return err
	}
	defer t.tx.Rollback()
	return fn(view{t})
}
