//! How notices leave the house: what a decision sees of it, and what is written.

use crate::db::{Db, params};
use crate::error::StoreError;
use crate::project::outbox;
use crate::telling::{Answered, Asked, Code, Pending, Telling, Try, kept_since};
use domain::notify::{CODE, Delivery};
use domain::words::{Moment, UnitId};

/// Old tries that are dropped at a time.
const PAGE: u32 = 1_000;

/// What was asked for.
pub(super) fn load(db: &Db, unit: &UnitId, asked: &Asked) -> Result<Answered, StoreError> {
    let mut told = Answered::default();
    if let Some(key) = &asked.code {
        let sql = "select seed, expires_at, tries from code where unit = $1 and key = $2";
        told.code = db.first(sql, params![unit, key], |r| {
            Ok(Code { seed: r.digest(0)?, expires: r.moment(1)?, tries: r.small(2)? })
        })?;
    }
    if let Some(id) = &asked.notice {
        let sql = "select next_at, done_at from outbox where unit = $1 and id = $2";
        told.notice = db.first(sql, params![unit, id], |r| {
            Ok(Pending { next: r.moment_or_null(0)?, done: r.moment_or_null(1)?.is_some() })
        })?;
    }
    Ok(told)
}

/// Writes one thing.
pub(super) fn put(db: &Db, unit: &UnitId, what: &Telling) -> Result<(), StoreError> {
    match what {
        Telling::CodeAsked { key, code, id, notice, at } => {
            db.run(
                "insert into code (unit, key, seed, expires_at, tries) values ($1, $2, $3, $4, 0) \
                 on conflict (unit, key) do update set seed = excluded.seed, \
                 expires_at = excluded.expires_at, tries = 0",
                params![unit, key, &code.seed, code.expires],
            )?;
            db.run(
                "insert into outbox (unit, id, kind, body, at, attempts, next_at, done_at) \
                 values ($1, $2, $3, $4, $5, 0, $5, null)",
                params![unit, id, CODE, outbox::body(notice)?, *at],
            )
        }
        Telling::CodeTried(key) => {
            db.run("update code set tries = tries + 1 where unit = $1 and key = $2", params![unit, key])
        }
        Telling::CodeSpent(key) => {
            db.run("delete from code where unit = $1 and key = $2", params![unit, key])
        }
        Telling::NoticeClaimed { id, until: next } | Telling::NoticeDelayed { id, next } => db.run(
            "update outbox set next_at = $1 where unit = $2 and id = $3 and done_at is null",
            params![*next, unit, id],
        ),
        Telling::NoticeFailed(id) => db.run(
            "update outbox set attempts = attempts + 1, next_at = null \
             where unit = $1 and id = $2 and done_at is null",
            params![unit, id],
        ),
        Telling::NoticeAgain { id, at } => db.run(
            "update outbox set attempts = 0, next_at = $1 \
             where unit = $2 and id = $3 and done_at is null and next_at is null",
            params![*at, unit, id],
        ),
        Telling::Tried(tried) => try_kept(db, unit, tried),
        Telling::Heard { provider, provider_id, state, at } => {
            heard(db, unit, provider, provider_id, *state, *at)
        }
    }
}

fn try_kept(db: &Db, unit: &UnitId, tried: &Try) -> Result<(), StoreError> {
    let sql = "select coalesce(max(attempt), 0) + 1 from delivery where unit = $1 and notice = $2";
    let attempt = db.number(sql, params![unit, &tried.notice])?;
    db.run(
        "insert into delivery (unit, notice, attempt, kind, channel, provider, state, parts, cost_vnd, at, \
         took_ms, fault) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            unit,
            &tried.notice,
            attempt,
            &tried.kind,
            &tried.channel,
            &tried.provider,
            tried.state.as_str(),
            tried.parts,
            tried.cost_vnd,
            tried.at,
            tried.took_ms,
            &tried.fault
        ],
    )?;
    for id in &tried.provider_ids {
        // A receipt that was faster stands there already: it keeps its state.
        db.run(
            "insert into receipt (unit, provider, provider_id, notice, attempt, state, heard_at) \
             values ($1, $2, $3, $4, $5, $6, null) on conflict (unit, provider, provider_id) do update \
             set notice = excluded.notice, attempt = excluded.attempt",
            params![unit, &tried.provider, id, &tried.notice, attempt, tried.state.as_str()],
        )?;
    }
    recount(db, unit, &tried.notice, attempt)
}

/// A receipt. It may be the second one that says the same, or speak of a message that isn't noted yet.
fn heard(
    db: &Db,
    unit: &UnitId,
    provider: &str,
    provider_id: &str,
    state: Delivery,
    at: Moment,
) -> Result<(), StoreError> {
    let sql = "select state, notice, attempt from receipt where unit = $1 and provider = $2 \
               and provider_id = $3";
    let known = db.first(sql, params![unit, provider, provider_id], |r| {
        Ok((Delivery::parse(r.text(0)?).unwrap_or(Delivery::Queued), r.string(1)?, r.int(2)?))
    })?;
    let (before, notice, attempt) = known.unwrap_or((Delivery::Queued, String::new(), 0));
    db.run(
        "insert into receipt (unit, provider, provider_id, notice, attempt, state, heard_at) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (unit, provider, provider_id) do update \
         set state = excluded.state, heard_at = excluded.heard_at",
        params![unit, provider, provider_id, &notice, attempt, before.hearing(state).as_str(), at],
    )?;
    if notice.is_empty() { Ok(()) } else { recount(db, unit, &notice, attempt) }
}

/// A try is as far as its parts are.
fn recount(db: &Db, unit: &UnitId, notice: &str, attempt: i64) -> Result<(), StoreError> {
    let sql = "select state from receipt where unit = $1 and notice = $2 and attempt = $3";
    let parts = db.all(sql, params![unit, notice, attempt], |r| {
        Ok(Delivery::parse(r.text(0)?).unwrap_or(Delivery::Queued))
    })?;
    if parts.is_empty() {
        return Ok(());
    }
    db.run(
        "update delivery set state = $1 where unit = $2 and notice = $3 and attempt = $4",
        params![Delivery::of_parts(&parts).as_str(), unit, notice, attempt],
    )
}

/// Drops what is no longer needed: codes that ended, messages that carried one; of old tries, with what was
/// said of them, and of receipts whose message nobody knows a page: who writes waits for no more than that.
pub(super) fn prune(db: &Db, unit: &UnitId, before: Moment, now: Moment) -> Result<(), StoreError> {
    db.run("delete from code where unit = $1 and expires_at <= $2", params![unit, now])?;
    db.run("delete from outbox where unit = $1 and kind = $2 and at < $3", params![unit, CODE, before])?;
    let old = kept_since(now);
    for table in ["receipt", "delivery"] {
        let sql = format!(
            "delete from {table} where unit = $1 and (notice, attempt) in (select notice, attempt \
             from delivery where unit = $1 and at < $2 order by at, notice, attempt limit $3)"
        );
        db.run(&sql, params![unit, old, PAGE])?;
    }
    db.run(
        "delete from receipt where unit = $1 and (provider, provider_id) in (select provider, provider_id \
         from receipt where unit = $1 and notice = '' and heard_at < $2 order by heard_at limit $3)",
        params![unit, before, PAGE],
    )
}
